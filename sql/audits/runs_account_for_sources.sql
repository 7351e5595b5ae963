-- Failing row: a document without its ledger entry, or a ledger entry of a loaded source without its document.
WITH loaded AS (
    SELECT source_uri, content_sha256 FROM sources WHERE outcome = 'loaded'
)
SELECT
    coalesce(documents.source_uri, loaded.source_uri) AS source_uri,
    documents.content_sha256,
    loaded.content_sha256 AS ledger_sha256
FROM documents
FULL JOIN loaded USING (source_uri)
WHERE documents.content_sha256 IS DISTINCT FROM loaded.content_sha256
