-- One row: one figure of one group of sources in the run of the variable measured_run; a figure without documents is
-- left out. A group is a pattern on source_uri, as in the variable source_names (seeds/reference/limits.csv).
WITH source_groups AS (
    SELECT unnest(getvariable('source_names')) AS source_name
),
loaded AS (
    SELECT
        source_groups.source_name,
        documents.document_id,
        documents.title,
        documents.plan_year,
        documents.region_code,
        documents.run_id = getvariable('measured_run') AS is_new
    FROM documents
    JOIN source_groups ON documents.source_uri GLOB source_groups.source_name
),
kept_out AS (
    SELECT
        source_groups.source_name,
        count(DISTINCT quarantine.source_uri) AS sources
    FROM quarantine
    JOIN source_groups ON quarantine.source_uri GLOB source_groups.source_name
    WHERE
        quarantine.run_id = getvariable('measured_run')
        AND (quarantine.table_name IS NULL OR quarantine.table_name = 'documents')
    GROUP BY source_groups.source_name
),
new_documents AS (
    SELECT DISTINCT document_id FROM loaded WHERE is_new
),
item_counts AS (
    SELECT document_id, count(*) AS items FROM items SEMI JOIN new_documents USING (document_id) GROUP BY document_id
),
target_counts AS (
    SELECT document_id, count(*) AS targets FROM targets SEMI JOIN new_documents USING (document_id) GROUP BY document_id
),
counted AS (
    SELECT
        loaded.source_name,
        count(*) AS documents,
        count(*) FILTER (loaded.is_new) AS loaded,
        coalesce(any_value(kept_out.sources), 0) AS kept_out,
        sum(coalesce(item_counts.items, 0)) FILTER (loaded.is_new) AS items,
        sum(coalesce(target_counts.targets, 0)) FILTER (loaded.is_new) AS targets,
        count(loaded.title) FILTER (loaded.is_new) AS titles,
        count(loaded.plan_year) FILTER (loaded.is_new) AS plan_years,
        count(loaded.region_code) FILTER (loaded.is_new) AS regions
    FROM loaded
    LEFT JOIN kept_out USING (source_name)
    LEFT JOIN item_counts USING (document_id)
    LEFT JOIN target_counts USING (document_id)
    GROUP BY loaded.source_name
),
measures AS (
    SELECT source_name, 'documents' AS measure, documents::DOUBLE AS value FROM counted
    UNION ALL
    SELECT source_name, 'loaded', loaded FROM counted
    UNION ALL
    SELECT source_name, 'quarantined_share', kept_out / nullif(loaded + kept_out, 0) FROM counted
    UNION ALL
    SELECT source_name, 'items_per_document', items / nullif(loaded, 0) FROM counted
    UNION ALL
    SELECT source_name, 'targets_per_document', targets / nullif(loaded, 0) FROM counted
    UNION ALL
    SELECT source_name, 'title_share', titles / nullif(loaded, 0) FROM counted
    UNION ALL
    SELECT source_name, 'plan_year_share', plan_years / nullif(loaded, 0) FROM counted
    UNION ALL
    SELECT source_name, 'region_share', regions / nullif(loaded, 0) FROM counted
)
FROM measures
WHERE value IS NOT NULL
