-- Failing row: an id or code that names no row of the table it belongs to.
WITH audited AS (
    SELECT document_id FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
),
named_items AS (
    SELECT 'items.parent_item_id' AS reference, document_id, parent_item_id AS item_id FROM items
    UNION ALL
    SELECT 'text_spans.item_id', document_id, item_id FROM text_spans
    UNION ALL
    SELECT 'targets.item_id', document_id, item_id FROM targets
    UNION ALL
    SELECT 'item_agencies.item_id', document_id, item_id FROM item_agencies
    UNION ALL
    SELECT 'deadlines.item_id', document_id, item_id FROM deadlines
    UNION ALL
    SELECT 'citations.item_id', document_id, item_id FROM citations
),
missing_items AS (
    SELECT DISTINCT named_items.reference, named_items.item_id AS key
    FROM named_items
    SEMI JOIN audited USING (document_id)
    ANTI JOIN items ON items.item_id = named_items.item_id AND items.document_id = named_items.document_id
    WHERE named_items.item_id IS NOT NULL
),
named_documents AS (
    SELECT 'items.document_id' AS reference, document_id FROM items
    UNION ALL
    SELECT 'text_spans.document_id', document_id FROM text_spans
    UNION ALL
    SELECT 'targets.document_id', document_id FROM targets
    UNION ALL
    SELECT 'item_agencies.document_id', document_id FROM item_agencies
    UNION ALL
    SELECT 'agency_readings.document_id', document_id FROM agency_readings
    UNION ALL
    SELECT 'deadlines.document_id', document_id FROM deadlines
    UNION ALL
    SELECT 'citations.document_id', document_id FROM citations
    UNION ALL
    SELECT 'body_fingerprints.document_id', document_id FROM body_fingerprints
    UNION ALL
    SELECT 'citations.cited_document_id', cited_document_id FROM citations
    UNION ALL
    SELECT 'documents.duplicate_of', duplicate_of FROM documents
),
missing_documents AS (
    SELECT DISTINCT named_documents.reference, named_documents.document_id AS key
    FROM named_documents
    ANTI JOIN documents USING (document_id)
    WHERE named_documents.document_id IS NOT NULL
),
missing_agencies AS (
    SELECT DISTINCT 'item_agencies.agency_id' AS reference, item_agencies.agency_id AS key
    FROM item_agencies
    ANTI JOIN agencies USING (agency_id)
),
missing_terms AS (
    SELECT DISTINCT 'search_postings.item_key' AS reference, format('{:016x}', search_postings.item_key) AS key
    FROM search_postings
    ANTI JOIN items ON ('0x' || items.item_id)::UBIGINT = search_postings.item_key
),
missing_regions AS (
    SELECT DISTINCT 'documents.region_code' AS reference, documents.region_code AS key
    FROM documents
    ANTI JOIN regions USING (region_code)
    WHERE documents.region_code IS NOT NULL
),
missing_topics AS (
    SELECT DISTINCT 'items.topic_code' AS reference, items.topic_code AS key
    FROM items
    ANTI JOIN topics USING (topic_code)
    WHERE items.topic_code IS NOT NULL
),
missing_indicators AS (
    SELECT DISTINCT 'targets.indicator_code' AS reference, targets.indicator_code AS key
    FROM targets
    ANTI JOIN indicators USING (indicator_code)
    WHERE targets.indicator_code IS NOT NULL
)
FROM missing_items
UNION ALL
FROM missing_documents
UNION ALL
FROM missing_agencies
UNION ALL
FROM missing_terms
UNION ALL
FROM missing_regions
UNION ALL
FROM missing_topics
UNION ALL
FROM missing_indicators
