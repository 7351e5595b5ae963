-- Failing row: a duplicate that leads to another duplicate, to itself, or to a document that sorts after it.
WITH duplicates AS (
    SELECT document_id, source_uri, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL
)
SELECT
    duplicates.document_id,
    duplicates.duplicate_of
FROM duplicates
JOIN documents AS originals ON originals.document_id = duplicates.duplicate_of
WHERE originals.duplicate_of IS NOT NULL OR originals.source_uri >= duplicates.source_uri
