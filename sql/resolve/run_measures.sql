-- One row: one figure of one group of sources in the run of the variable measured_run; a figure of nothing is left out.
-- Groups are the patterns on source_uri of the variable source_names (seeds/reference/limits.csv), and each site (a
-- host, a folder, an archive; named by a pattern, too) of which the run read at least least_of_site documents.
WITH source_groups AS (
    SELECT unnest(getvariable('source_names')) AS source_name
),
kept_out_sources AS (
    SELECT DISTINCT source_uri
    FROM quarantine
    WHERE run_id = getvariable('measured_run') AND (table_name IS NULL OR table_name = 'documents')
),
addresses AS (
    SELECT source_uri FROM documents
    UNION
    FROM kept_out_sources
),
sites AS (
    SELECT
        source_uri,
        CASE
            WHEN contains(source_uri, '://') THEN regexp_extract(source_uri, '^[a-z]+://[^/]*') || '/*'
            WHEN contains(source_uri, '!/') THEN split_part(source_uri, '!/', 1) || '!/*'
            ELSE regexp_replace(source_uri, '[^/]*$', '*')
        END AS source_name
    FROM addresses
    WHERE getvariable('least_of_site') IS NOT NULL
),
members AS (
    SELECT source_groups.source_name, addresses.source_uri
    FROM addresses
    JOIN source_groups ON addresses.source_uri GLOB source_groups.source_name
    UNION ALL
    SELECT source_name, source_uri FROM sites ANTI JOIN source_groups USING (source_name)
),
loaded AS (
    SELECT
        members.source_name,
        documents.document_id,
        documents.title,
        documents.plan_year,
        documents.region_code,
        documents.run_id = getvariable('measured_run') AS is_new
    FROM documents
    JOIN members USING (source_uri)
),
kept_out AS (
    SELECT source_name, count(*) AS sources
    FROM members
    SEMI JOIN kept_out_sources USING (source_uri)
    GROUP BY source_name
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
        source_names.source_name,
        count(loaded.document_id) AS documents,
        count(*) FILTER (loaded.is_new) AS loaded,
        coalesce(any_value(kept_out.sources), 0) AS kept_out,
        sum(coalesce(item_counts.items, 0)) FILTER (loaded.is_new) AS items,
        sum(coalesce(target_counts.targets, 0)) FILTER (loaded.is_new) AS targets,
        count(loaded.title) FILTER (loaded.is_new) AS titles,
        count(loaded.plan_year) FILTER (loaded.is_new) AS plan_years,
        count(loaded.region_code) FILTER (loaded.is_new) AS regions
    FROM (SELECT DISTINCT source_name FROM members) AS source_names
    LEFT JOIN loaded USING (source_name)
    LEFT JOIN kept_out USING (source_name)
    LEFT JOIN item_counts USING (document_id)
    LEFT JOIN target_counts USING (document_id)
    GROUP BY source_names.source_name
),
chosen AS (
    FROM counted
    WHERE source_name IN (FROM source_groups) OR loaded + kept_out >= getvariable('least_of_site')
),
measures AS (
    SELECT source_name, 'documents' AS measure, documents::DOUBLE AS value FROM chosen
    UNION ALL
    SELECT source_name, 'loaded', loaded FROM chosen
    UNION ALL
    SELECT source_name, 'read', loaded + kept_out FROM chosen
    UNION ALL
    SELECT source_name, 'quarantined_share', kept_out / nullif(loaded + kept_out, 0) FROM chosen
    UNION ALL
    SELECT source_name, 'items_per_document', items / nullif(loaded, 0) FROM chosen
    UNION ALL
    SELECT source_name, 'targets_per_document', targets / nullif(loaded, 0) FROM chosen
    UNION ALL
    SELECT source_name, 'title_share', titles / nullif(loaded, 0) FROM chosen
    UNION ALL
    SELECT source_name, 'plan_year_share', plan_years / nullif(loaded, 0) FROM chosen
    UNION ALL
    SELECT source_name, 'region_share', regions / nullif(loaded, 0) FROM chosen
)
FROM measures
WHERE value IS NOT NULL
