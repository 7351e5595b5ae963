"""`yaodian evaluate`: how right the warehouse is, against annotated documents."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import DEFAULT, DONE, QUARANTINED, UsageError, Warehouse
from flows.config import PROJECT_FOLDER

if TYPE_CHECKING:
    from flows.scoring import Evaluation

EXAMPLES = ("yaodian evaluate", "yaodian evaluate tests/gold --show targets", "yaodian evaluate my-gold --min 0.9")


def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Folder with NAME.gold.json files.", show_default="tests/gold")
    ] = PROJECT_FOLDER / "tests" / "gold",
    warehouse: Warehouse = DEFAULT,
    minimum: Annotated[
        float | None, typer.Option("--min", min=0, max=1, help="Exit with 1 when any F1 is below.", show_default="none")
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(help="List what is missed, false or wrong: targets, document, all …", show_default="none"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Compare the warehouse with annotated documents: precision, recall and F1 for each list."""
    from flows.evaluate import evaluate as score

    evaluation = score(warehouse, gold)
    print(as_figures(evaluation) if as_json else as_table(evaluation))
    if show:
        faults = {name: lines for name, lines in evaluation.faults.items() if show in (name, "all")}
        if not faults and show != "all" and show not in evaluation.scores:
            raise UsageError(
                f"there is no list {show!r}; lists are {', '.join([*evaluation.scores, 'document', 'all'])}"
            )
        for name, lines in faults.items():
            print(f"\n{name}", *lines, sep="\n")
    floors = dict.fromkeys(evaluation.scores, minimum) if minimum is not None else {}
    raise typer.Exit(QUARANTINED if evaluation.below(floors) else DONE)


def as_table(evaluation: "Evaluation") -> str:
    """Figures for people: F1 of the main lists per document, then every list over all documents."""
    from flows.scoring import LISTS

    lines = [
        f"{source[:44]:46}" + " ".join(f"{name} {document.scores[name].f1:.3f}" for name in LISTS)
        for source, document in evaluation.documents.items()
    ]
    lines.append(f"\n{'':18}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}")
    lines += [
        f"{name:18}{score.precision:10.4f}{score.recall:10.4f}{score.f1:10.4f}{score.gold:8d}"
        for name, score in evaluation.scores.items()
    ]
    return "\n".join(lines)


def as_figures(evaluation: "Evaluation") -> str:
    """Figures for programs: per list precision, recall, f1 and the number of annotated entries."""
    figures = {
        name: {"precision": score.precision, "recall": score.recall, "f1": score.f1, "gold": score.gold}
        for name, score in evaluation.scores.items()
    }
    return json.dumps(figures, indent=1)
