"""What one table's contract cannot see: partition of the text, parents that exist, offsets inside the text."""

from collections.abc import Mapping

import polars as pl

from flows.validate.faults import faults_of, no_faults

# Tables whose rows stand in an item, or (null item_id) in the document as a whole.
IN_ITEMS = ("targets", "item_agencies", "deadlines", "citations")


def relation_faults(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Faults by table (see flows.validate.faults); every table of `frames` has an entry."""
    if _hold_together(frames):
        return {name: no_faults() for name in frames}
    rows = {name: frame.lazy() for name, frame in frames.items()}
    documents, items = rows["documents"], rows["items"]
    faults = {
        "documents": _torn_documents(documents, rows["text_spans"]),
        "items": pl.concat([_misplaced_parents(items), _beyond_text(items, documents)]),
        "text_spans": _missing_items(rows["text_spans"], items),
        "search_postings": _missing_keys(rows["search_postings"], item_keys(frames["items"])),
    }
    for table in IN_ITEMS:
        faults[table] = pl.concat([_missing_items(rows[table], items), _beyond_text(rows[table], documents)])
    # All in one go: what a query costs by itself is more than what a batch costs it.
    found = dict(zip(faults, pl.collect_all(faults.values()), strict=True))
    return {name: found.get(name, no_faults()) for name in frames}


def _hold_together(frames: Mapping[str, pl.DataFrame]) -> bool:
    """Whether there is no fault at all, as with almost every batch; asked for less than the faults cost to look for."""
    documents, items, spans = frames["documents"], frames["items"], frames["text_spans"]
    ends = dict(zip(documents["document_id"], documents["char_count"], strict=True))
    identities = items["item_id"].implode()
    placed = [frames[name] for name in ("items", *IN_ITEMS)]
    return (
        _cover(spans, ends)
        and all(frames[name]["item_id"].drop_nulls().is_in(identities).all() for name in ("text_spans", *IN_ITEMS))
        and frames["search_postings"]["item_key"].is_in(item_keys(items).implode()).all()
        and all(
            end is not None and end <= ends.get(document, -1)
            for frame in placed
            for document, end in zip(frame["document_id"], frame["char_end"], strict=True)
        )
        and _parents_precede(items)
    )


def _cover(spans: pl.DataFrame, ends: Mapping[str, int]) -> bool:
    """Whether the spans, in the order given, meet each other from start to end of each text that is not empty."""
    document, start, end = spans["document_id"], spans["char_start"], spans["char_end"]
    turns = (document != document.shift(1)).fill_null(True)
    before = end.shift(1).to_frame().select(pl.when(turns).then(0).otherwise(pl.first())).to_series()
    last = dict(zip(document, end, strict=True))
    is_whole = last == {name: count for name, count in ends.items() if count}
    return is_whole and turns.sum() == len(last) and (start == before).all()


def _parents_precede(items: pl.DataFrame) -> bool:
    known: dict[str, str] = {}
    for item, document, parent in zip(items["item_id"], items["document_id"], items["parent_item_id"], strict=True):
        if parent is not None and known.get(parent) != document:
            return False
        known[item] = document
    return True


def _torn_documents(documents: pl.LazyFrame, spans: pl.LazyFrame) -> pl.LazyFrame:
    """Documents whose spans, in the order given, leave a gap, overlap, or end before or after the text."""
    document = pl.col("document_id")
    ends = documents.select("document_id", "char_count")
    is_first = (document != document.shift(1)).fill_null(True)
    is_last = (document != document.shift(-1)).fill_null(True)
    # A span before the last must meet the next one, the last must meet the end of the text.
    expected = pl.when(is_last).then("char_count").otherwise(pl.col("char_start").shift(-1))
    breaks = (
        spans.select("document_id", "char_start", "char_end")
        .join(ends, on="document_id", how="left", maintain_order="left")
        .with_columns(is_first=is_first, expected=expected)
        .filter((pl.col("is_first") & (pl.col("char_start") != 0)) | pl.col("char_end").ne_missing(pl.col("expected")))
        .with_columns(
            at=pl.when(pl.col("is_first") & (pl.col("char_start") != 0))
            .then(0)
            .otherwise(pl.min_horizontal("char_end", "expected"))
        )
        .unique("document_id", keep="first", maintain_order=True)
        .select("document_id", value=pl.format("spans break at character {}", "at"))
    )
    without = ends.filter(pl.col("char_count") > 0).join(spans, on="document_id", how="anti")
    breaks = pl.concat([breaks, without.select("document_id", value=pl.lit("the document has no spans"))])
    torn = documents.select("document_id").with_row_index("row").join(breaks, on="document_id", maintain_order="left")
    return faults_of(torn, "broken_partition", "raw_text", "value")


def _misplaced_parents(items: pl.LazyFrame) -> pl.LazyFrame:
    """Items whose parent is not an earlier item of the same document: so the tree is closed and acyclic."""
    rows = items.select("item_id", "document_id", "parent_item_id").with_row_index("row")
    parents = rows.select(parent_item_id="item_id", parent_document="document_id", parent_row="row")
    children = rows.filter(pl.col("parent_item_id").is_not_null())
    bad = children.join(parents, on="parent_item_id", how="left", maintain_order="left").filter(
        (pl.col("parent_document").ne_missing(pl.col("document_id"))) | (pl.col("parent_row") >= pl.col("row"))
    )
    return faults_of(bad, "missing_parent", "parent_item_id", "parent_item_id")


def _missing_items(frame: pl.LazyFrame, items: pl.LazyFrame) -> pl.LazyFrame:
    rows = frame.select("item_id").with_row_index("row").filter(pl.col("item_id").is_not_null())
    bad = rows.join(items.select("item_id"), on="item_id", how="anti", maintain_order="left")
    return faults_of(bad, "missing_parent", "item_id", "item_id")


def _missing_keys(postings: pl.LazyFrame, known: pl.Series) -> pl.LazyFrame:
    rows = postings.select("item_key").with_row_index("row").filter(~pl.col("item_key").is_in(known.implode()))
    return faults_of(rows, "missing_parent", "item_key", "item_key")


def item_keys(items: pl.DataFrame) -> pl.Series:
    """item_id as the number that search_postings carry."""
    return items["item_id"].str.to_integer(base=16, dtype=pl.UInt64, strict=False).alias("item_key")


def _beyond_text(frame: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    rows = frame.select("document_id", "char_end").with_row_index("row")
    ends = documents.select("document_id", "char_count")
    bad = rows.join(ends, on="document_id", maintain_order="left").filter(pl.col("char_end") > pl.col("char_count"))
    return faults_of(bad, "out_of_range", "char_end", "char_end")
