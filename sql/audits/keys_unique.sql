-- Failing row: a key that two rows of a table share. Table columns: table_name, key, rows.
-- Each table is counted by itself: all keys at once take much memory.
-- Spans are not here: two with one start break the partition of the text, which has its own audit.
WITH audited AS (
    SELECT document_id FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
)
SELECT
    'documents' AS table_name,
    document_id AS key,
    count(*) AS rows
FROM documents
SEMI JOIN audited USING (document_id)
GROUP BY document_id
HAVING count(*) > 1
UNION ALL
SELECT 'items', item_id, count(*)
FROM items
SEMI JOIN audited USING (document_id)
GROUP BY item_id
HAVING count(*) > 1
UNION ALL
SELECT 'targets', target_id, count(*)
FROM targets
SEMI JOIN audited USING (document_id)
GROUP BY target_id
HAVING count(*) > 1
UNION ALL
SELECT 'citations', citation_id, count(*)
FROM citations
SEMI JOIN audited USING (document_id)
GROUP BY citation_id
HAVING count(*) > 1
UNION ALL
SELECT 'body_fingerprints', document_id, count(*)
FROM body_fingerprints
SEMI JOIN audited USING (document_id)
GROUP BY document_id
HAVING count(*) > 1
UNION ALL
SELECT 'agencies', agency_id, count(*)
FROM agencies
GROUP BY agency_id
HAVING count(*) > 1
UNION ALL
SELECT 'sources', source_uri, count(*)
FROM sources
GROUP BY source_uri
HAVING count(*) > 1
UNION ALL
SELECT 'quarantine', entry_id, count(*)
FROM quarantine
GROUP BY entry_id
HAVING count(*) > 1
UNION ALL
SELECT 'runs', run_id, count(*)
FROM runs
GROUP BY run_id
HAVING count(*) > 1
UNION ALL
SELECT 'topics', topic_code, count(*)
FROM topics
GROUP BY topic_code
HAVING count(*) > 1
UNION ALL
SELECT 'units', unit, count(*)
FROM units
GROUP BY unit
HAVING count(*) > 1
UNION ALL
SELECT 'indicators', indicator_code, count(*)
FROM indicators
GROUP BY indicator_code
HAVING count(*) > 1
