-- Failing row: a quote that is not what stands at its offsets, discarded spans left out.
-- Of a large run audited_sample documents are looked at, chosen by their ids, which are as good as random.
-- They are chosen before their texts are read.
WITH chosen AS (
    SELECT document_id
    FROM documents
    WHERE coalesce(run_id = getvariable('audited_run'), true)
    QUALIFY coalesce(row_number() OVER (ORDER BY document_id) <= getvariable('audited_sample'), true)
),
audited AS (
    SELECT documents.document_id, documents.raw_text FROM documents SEMI JOIN chosen USING (document_id)
),
quotes AS (
    SELECT DISTINCT 'targets' AS table_name, document_id, char_start, char_end, quote
    FROM targets
    SEMI JOIN chosen USING (document_id)
    UNION ALL
    SELECT DISTINCT 'deadlines', document_id, char_start, char_end, quote
    FROM deadlines
    SEMI JOIN chosen USING (document_id)
),
-- Most quotes hold no discarded span: these equal the text as it stands.
interrupted AS MATERIALIZED (
    SELECT quotes.*
    FROM quotes
    JOIN audited USING (document_id)
    WHERE quotes.quote <> substring(audited.raw_text, quotes.char_start + 1, quotes.char_end - quotes.char_start)
),
pieces AS (
    SELECT
        interrupted.table_name,
        interrupted.document_id,
        interrupted.char_start,
        interrupted.char_end,
        interrupted.quote,
        text_spans.char_start AS piece_start,
        substring(
            audited.raw_text,
            greatest(text_spans.char_start, interrupted.char_start) + 1,
            least(text_spans.char_end, interrupted.char_end) - greatest(text_spans.char_start, interrupted.char_start)
        ) AS piece
    FROM interrupted
    JOIN audited USING (document_id)
    JOIN text_spans ON
        text_spans.document_id = interrupted.document_id
        AND text_spans.char_start < interrupted.char_end
        AND text_spans.char_end > interrupted.char_start
        AND text_spans.kind IN ('item', 'quarantined')
),
read_again AS (
    SELECT
        interrupted.table_name,
        interrupted.document_id,
        interrupted.char_start,
        interrupted.char_end,
        interrupted.quote,
        coalesce(string_agg(pieces.piece, '' ORDER BY pieces.piece_start), '') AS text
    FROM interrupted
    LEFT JOIN pieces USING (table_name, document_id, char_start, char_end, quote)
    GROUP BY ALL
)
FROM read_again
WHERE quote <> text
