-- Failing row: a document whose char_count is not the length of its text.
WITH audited AS (
    SELECT document_id, char_count, raw_text FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
)
SELECT
    document_id,
    char_count,
    length(raw_text) AS characters
FROM audited
WHERE char_count <> length(raw_text)
