-- Failing row: a place where the spans of a document leave a gap, overlap, or do not begin or end with its text.
WITH audited AS (
    SELECT document_id, char_count FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
),
spans AS (
    SELECT
        text_spans.document_id,
        text_spans.char_start,
        text_spans.char_end,
        lead(text_spans.char_start) OVER following AS next_start,
        row_number() OVER following AS place
    FROM text_spans
    SEMI JOIN audited USING (document_id)
    WINDOW following AS (PARTITION BY text_spans.document_id ORDER BY text_spans.char_start, text_spans.char_end)
),
breaks AS (
    SELECT
        spans.document_id,
        spans.char_start,
        spans.char_end
    FROM spans
    JOIN audited USING (document_id)
    WHERE
        (spans.place = 1 AND spans.char_start <> 0)
        OR spans.char_end <> coalesce(spans.next_start, audited.char_count)
        OR spans.char_end <= spans.char_start
),
without_spans AS (
    SELECT
        audited.document_id,
        0 AS char_start,
        audited.char_count AS char_end
    FROM audited
    ANTI JOIN text_spans USING (document_id)
    WHERE audited.char_count > 0
)
FROM breaks
UNION ALL
FROM without_spans
