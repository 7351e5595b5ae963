"""What goes with a rejected row, so that what stays is closed: every id in it is one of its own."""

from collections.abc import Mapping

import polars as pl

from flows.validate.faults import faults_of
from flows.validate.relations import IN_ITEMS, item_keys
from schemas.columns import QUARANTINED_SPAN

_FOLLOWS = "parent_rejected"
# Tables without a document_id.
_INDEX = ("search_postings", "search_vocabulary")


def split_off(
    frames: Mapping[str, pl.DataFrame], faults: Mapping[str, pl.DataFrame]
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """(valid frames, all faults): the faulty rows and what hangs on them taken out, and the faults of both.

    Rows of a document that is rejected whole have no fault of their own: the document's entry stands for them. The
    spans of a rejected item stay, with the kind `quarantined`, so that the text is still accounted for. Postings
    of a rejected item go without a fault: they are made from its text.
    """
    faults = dict(faults)
    faults["documents"] = pl.concat([faults["documents"], _documents_with_bad_spans(frames, faults)])
    gone = frames["documents"]["document_id"].gather(faults["documents"]["row"]).unique()
    bad_items = _with_descendants(frames["items"], faults["items"])
    faults["items"] = _add_followers(frames["items"], faults["items"], pl.col("item_id").is_in(bad_items.implode()))
    for table in IN_ITEMS:
        in_bad_item = pl.col("item_id").is_in(bad_items.implode())
        faults[table] = _add_followers(frames[table], faults[table], in_bad_item)
    unread = frames["agency_readings"].select("document_id", "agency_id")[faults["agency_readings"]["row"]]
    of_unread = pl.struct("document_id", "agency_id").is_in(unread.to_struct().implode())
    faults["item_agencies"] = _add_followers(frames["item_agencies"], faults["item_agencies"], of_unread)
    valid = {table: _without(frame, faults[table], gone) for table, frame in frames.items() if table not in _INDEX}
    # A term that no posting names any more goes when the run ends.
    valid["search_vocabulary"] = _without_rows(frames["search_vocabulary"], faults["search_vocabulary"])
    valid["text_spans"] = _relabelled(valid["text_spans"], bad_items)
    postings = _without_rows(frames["search_postings"], faults["search_postings"])
    valid["search_postings"] = postings.filter(pl.col("item_key").is_in(item_keys(valid["items"]).implode()))
    valid["agency_readings"] = valid["agency_readings"].join(
        valid["item_agencies"], on=["document_id", "agency_id"], how="semi", maintain_order="left"
    )
    own_faults = {table: _not_of(frames, table, found, gone) for table, found in faults.items()}
    return {table: valid[table] for table in frames}, own_faults


def _documents_with_bad_spans(frames: Mapping[str, pl.DataFrame], faults: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    torn = frames["text_spans"].select("document_id")[faults["text_spans"]["row"]].unique()
    rows = frames["documents"].select("document_id").with_row_index("row").join(torn, on="document_id")
    known = rows.join(faults["documents"].select("row"), on="row", how="anti").sort("row")
    return faults_of(known, "broken_partition", "raw_text")


def _with_descendants(items: pl.DataFrame, faults: pl.DataFrame) -> pl.Series:
    """item_ids of the faulty items and of everything below them."""
    bad = items["item_id"].gather(faults["row"]).unique()
    while True:
        below = items.filter(pl.col("parent_item_id").is_in(bad.implode()))["item_id"]
        more = pl.concat([bad, below]).unique()
        if len(more) == len(bad):
            return bad
        bad = more


def _add_followers(frame: pl.DataFrame, faults: pl.DataFrame, hangs_on_bad: pl.Expr) -> pl.DataFrame:
    rows = frame.with_row_index("row").filter(hangs_on_bad).join(faults, on="row", how="anti", maintain_order="left")
    return pl.concat([faults, faults_of(rows, _FOLLOWS, "item_id" if "item_id" in frame.columns else None)])


def _without_rows(frame: pl.DataFrame, faults: pl.DataFrame) -> pl.DataFrame:
    return frame.with_row_index("row").join(faults, on="row", how="anti", maintain_order="left").drop("row")


def _without(frame: pl.DataFrame, faults: pl.DataFrame, gone: pl.Series) -> pl.DataFrame:
    return _without_rows(frame, faults).filter(~pl.col("document_id").is_in(gone.implode()))


def _relabelled(spans: pl.DataFrame, bad_items: pl.Series) -> pl.DataFrame:
    bad = pl.col("item_id").is_in(bad_items.implode())
    return spans.with_columns(
        kind=pl.when(bad).then(pl.lit(QUARANTINED_SPAN)).otherwise("kind"),
        item_id=pl.when(bad).then(None).otherwise("item_id"),
    )


def _not_of(frames: Mapping[str, pl.DataFrame], table: str, faults: pl.DataFrame, gone: pl.Series) -> pl.DataFrame:
    """Faults that a document's own entry does not stand for."""
    if table in ("documents", "search_vocabulary") or gone.is_empty():
        return faults
    frame = frames[table]
    if table == "search_postings":
        owners = frames["items"].select("document_id", item_keys(frames["items"]))
        frame = frame.join(owners, on="item_key", how="left", maintain_order="left")
    of_gone = frame.select(pl.col("document_id").is_in(gone.implode())).to_series().arg_true()
    return faults.filter(~pl.col("row").is_in(of_gone.implode()))
