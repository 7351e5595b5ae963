-- One row: a document whose body has the same words as that of an earlier one, by source_uri, and the earliest such.
WITH bodies AS (
    SELECT body_fingerprints.body_digest, documents.source_uri, documents.document_id
    FROM body_fingerprints
    JOIN documents USING (document_id)
),
led AS (
    SELECT
        *,
        first_value(source_uri) OVER same AS first_uri,
        first_value(document_id) OVER same AS first_id
    FROM bodies
    WINDOW same AS (PARTITION BY body_digest ORDER BY source_uri)
)
SELECT first_uri, first_id, source_uri AS second_uri, document_id AS second_id
FROM led
WHERE document_id <> first_id
