"""`yaodian fetch`: bring the snapshots of declared web sources up to date."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import DONE, FAILED, QUARANTINED, UsageError
from flows.commands.run import Engine, LogFormat
from flows.progress import one_line

if TYPE_CHECKING:
    from flows.extract.fetch import Declarations, FetchReport, SourceDeclaration

DECLARATIONS = "sources.toml"
SHOWN_FAULTS = 10
_EVERY_DOCUMENTS = 100

EXAMPLES = (
    "yaodian fetch --example > sources.toml",
    "yaodian fetch --dry-run --limit 20",
    "yaodian fetch && yaodian run sources.toml",
    "yaodian fetch https://www.example.gov.cn/zc/1.html --attachments && yaodian run snapshots",
)

EXAMPLE = """\
# What `yaodian fetch` fetches. Try it with `yaodian fetch --dry-run --limit 20`, then `yaodian fetch`, then
# `yaodian run sources.toml`. All keys are described in docs/sources.md.

store = "snapshots"              # folder for what is fetched, from the folder of this file

[defaults]
delay_seconds = 2.0              # between two requests to one host; its robots.txt may ask for more
# user_agent = "yaodian/0.1 (+mailto:you@example.org)"   # so that an operator can write to you

[[source]]
name = "province-policy"
kind = "listing"                 # pages with links to documents
url = "https://www.example.gov.cn/zc/index.html"
item = "ul.list li a"            # CSS selector of those links
next = "a.next"                  # of the link to the next page; or count the pages:
# pages = "https://www.example.gov.cn/zc/index_{page}.html"
# last_page = 20
attachments = true               # also the files that a document links to

# [[source]]
# name = "one-by-one"
# kind = "addresses"
# addresses = ["https://www.example.gov.cn/zc/1.html"]   # or: path = "addresses.txt", one a line

# [[source]]
# name = "whole-site"
# kind = "sitemap"               # or "feed" for RSS and Atom
# url = "https://www.example.gov.cn/sitemap.xml"
"""


def fetch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="A declaration file, or addresses of documents.", show_default=DECLARATIONS),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Fetch this source only; may be repeated.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many documents of each source.", show_default="all")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read listings and print the addresses that they name; fetch nothing.")
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option(help="With addresses: the folder for what is fetched.", show_default="snapshots"),
    ] = None,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="With addresses: also the files that the documents link to.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="With addresses: also hosts of the own network.")
    ] = False,
    engine: Annotated[
        Engine | None,
        typer.Option(
            envvar="YAODIAN_ENGINE",
            help="Where the fetching runs.",
            show_default="prefect when PREFECT_API_URL is set, else local",
        ),
    ] = None,
    log_format: Annotated[
        LogFormat, typer.Option(envvar="YAODIAN_LOG_FORMAT", help="json: one object a source, for log collectors.")
    ] = LogFormat.TEXT,
    example: Annotated[bool, typer.Option("--example", help="Print a commented sources.toml and stop.")] = False,
) -> None:
    """Fetch declared web sources into snapshots: what is new or changed, politely. `yaodian run` then loads them.

    Exit codes: 0 all arrived; 1 some addresses gave nothing; 2 wrong usage; 3 no source gave anything.
    """
    if example:
        print(EXAMPLE, end="")
        return
    from flows.extract.fetch.whole import remote_sources

    declarations = _declarations(sources or [DECLARATIONS], store, attachments, allow_private)
    chosen = remote_sources(declarations, only or (), limit)
    if not chosen:
        raise UsageError(f"{declarations.path} declares no web source; folders and archives need no fetching")
    if dry_run:
        raise typer.Exit(_print_listed(chosen, declarations))
    if engine is Engine.PREFECT and declarations.path.is_dir():
        raise UsageError("--engine prefect needs a declaration file")
    reports = list(_fetched(chosen, declarations, engine, limit, log_format))
    if log_format is LogFormat.TEXT:
        print(describe(reports, declarations))
    raise typer.Exit(exit_code(reports))


def describe(reports: Sequence["FetchReport"], declarations: "Declarations") -> str:
    """The closing summary, for people."""
    width = max(len(report.source) for report in reports)
    lines = []
    for report in sorted(reports, key=lambda report: report.source):
        counts = [f"{report.listed:,} listed"]
        for name in ("new", "changed", "unchanged", "alias"):
            if count := getattr(report, name):
                counts.append(f"{count:,} {'redirected to one of them' if name == 'alias' else name}")
        if report.without_article:
            counts.append(f"{report.without_article:,} pages without a certain article")
        if report.faults:
            counts.append(f"{len(report.faults):,} failed")
        lines.append(f"{report.source:{width}}  {', '.join(counts)} ({report.seconds:.1f} s)")
    faults = [fault for report in reports for fault in report.faults]
    shown = faults[:SHOWN_FAULTS]
    lines += [one_line(f"{'':{width}}  {url}: {reason}: {detail}") for url, reason, detail in shown]
    if len(faults) > SHOWN_FAULTS:
        lines.append(
            f"{'':{width}}  and {len(faults) - SHOWN_FAULTS:,} more; all are in {declarations.store}/fetches.jsonl"
        )
    load = declarations.path if declarations.path.suffix else declarations.store
    lines.append(f"load them with: yaodian run {load}")
    return "\n".join(lines)


def exit_code(reports: Sequence["FetchReport"]) -> int:
    """0 all arrived, 1 some addresses gave nothing, 3 no source gave anything."""
    if not any(report.faults for report in reports):
        return DONE
    return QUARANTINED if any(report.arrived for report in reports) else FAILED


def _declarations(
    arguments: Sequence[str], store: Path | None, attachments: bool, allow_private: bool
) -> "Declarations":
    """What the arguments declare: a file, or addresses as a source of their own."""
    from flows.extract.fetch import Declarations, SourceDeclaration, read_declarations
    from flows.extract.fetch.addresses import normalised

    addresses = [argument for argument in arguments if "://" in argument]
    if not addresses:
        if len(arguments) > 1:
            raise UsageError("name one declaration file, or addresses")
        if store or attachments or allow_private:
            raise UsageError(
                "--store, --attachments and --allow-private go with addresses; a declaration file has keys"
            )
        if not (path := Path(arguments[0])).exists():
            raise UsageError(f"there is no {path}. `yaodian fetch --example > {path}` writes one to start from")
        return read_declarations(path)
    if len(addresses) < len(arguments):
        raise UsageError("name either a declaration file or addresses, not both")
    for address in addresses:
        if normalised(address) is None:
            raise UsageError(f"{address!r} is no http or https address")
    source = SourceDeclaration(
        "addresses", "addresses", addresses=tuple(addresses), attachments=attachments, allow_private=allow_private
    )
    return Declarations(Path("."), store or Path("snapshots"), (source,))


def _fetched(
    sources: Sequence["SourceDeclaration"],
    declarations: "Declarations",
    engine: Engine | None,
    limit: int | None,
    log_format: LogFormat,
) -> Iterator["FetchReport"]:
    """Fetch, telling how it goes; a report for each source."""
    from flows.extract.fetch import Fetching, SnapshotStore
    from flows.extract.fetch.whole import fetch_all, writing
    from flows.pipeline import choose_engine

    progress = _Progress(log_format)
    if choose_engine(engine) == Engine.PREFECT and not declarations.path.is_dir():
        from flows.fetching import fetched_by_flow

        reports = fetched_by_flow(declarations.path, [source.name for source in sources], limit)
        for report in reports:
            progress.on_source(report)
            yield report
        return
    with writing(declarations.store), progress:
        fetching = Fetching(SnapshotStore(declarations.store))
        for report in fetch_all(sources, declarations.folder, fetching, progress.on_document):
            progress.on_source(report)
            yield report


def _print_listed(sources: Sequence["SourceDeclaration"], declarations: "Declarations") -> int:
    """Print the addresses that the sources name; the exit code."""
    from flows.extract.fetch import Fetching, SnapshotStore
    from flows.extract.fetch.client import FetchError
    from flows.extract.fetch.listings import ListingError
    from flows.extract.fetch.run import list_source

    fetching = Fetching(SnapshotStore(declarations.store))
    code = DONE
    for source in sources:
        count, fault = 0, ""
        try:
            for address in list_source(source, declarations.folder, fetching):
                print(address)
                count += 1
        except (FetchError, ListingError) as error:
            code, fault = QUARANTINED, f"; {error}"
        print(f"{source.name}: {count:,} documents listed{fault}", file=sys.stderr)
    return code


class _Progress:
    """Tells on standard error how it goes: a bar a source on a terminal, else lines or JSON objects."""

    def __init__(self, log_format: LogFormat) -> None:
        self._is_json = log_format is LogFormat.JSON
        self._bars = None
        self._tasks: dict[str, int] = {}
        if not self._is_json and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "_Progress":
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def on_document(self, report: "FetchReport") -> None:
        if self._bars:
            if report.source not in self._tasks:
                self._tasks[report.source] = self._bars.add_task(report.source, total=None)
            self._bars.update(self._tasks[report.source], completed=report.done, total=max(report.listed, report.done))
        elif not self._is_json and report.done % _EVERY_DOCUMENTS == 0:
            print(f"{report.source}: {report.done:,} of {report.listed:,} so far", file=sys.stderr, flush=True)

    def on_source(self, report: "FetchReport") -> None:
        if self._is_json:
            record = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": "source_fetched"}
            print(json.dumps({**record, **asdict(report)}, ensure_ascii=False), file=sys.stderr, flush=True)
