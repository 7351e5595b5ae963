-- Failing row: a key that two rows of a table share. Table columns: table_name, key, rows.
WITH audited AS (
    SELECT document_id FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
),
audited_items AS (
    SELECT items.item_id FROM items SEMI JOIN audited USING (document_id)
),
keys AS (
    SELECT 'documents' AS table_name, document_id AS key FROM documents SEMI JOIN audited USING (document_id)
    UNION ALL
    SELECT 'items', item_id FROM items SEMI JOIN audited_items USING (item_id)
    UNION ALL
    SELECT 'targets', target_id FROM targets SEMI JOIN audited USING (document_id)
    UNION ALL
    SELECT 'citations', citation_id FROM citations SEMI JOIN audited USING (document_id)
    UNION ALL
    SELECT 'text_spans', document_id || ' ' || char_start FROM text_spans SEMI JOIN audited USING (document_id)
    UNION ALL
    SELECT 'body_fingerprints', document_id FROM body_fingerprints SEMI JOIN audited USING (document_id)
    UNION ALL
    SELECT 'agencies', agency_id FROM agencies
    UNION ALL
    SELECT 'sources', source_uri FROM sources
    UNION ALL
    SELECT 'quarantine', entry_id FROM quarantine
    UNION ALL
    SELECT 'runs', run_id FROM runs
    UNION ALL
    SELECT 'topics', topic_code FROM topics
    UNION ALL
    SELECT 'units', unit FROM units
    UNION ALL
    SELECT 'indicators', indicator_code FROM indicators
)
SELECT
    table_name,
    key,
    count(*) AS rows
FROM keys
GROUP BY table_name, key
HAVING count(*) > 1
