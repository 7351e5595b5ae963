-- One row: one topic in the original plans of one region and year, with how much they say on it.
CREATE OR REPLACE VIEW report_topics AS
WITH plans AS (
    SELECT document_id, region_code, region_name, plan_year FROM documents WHERE duplicate_of IS NULL
),
target_counts AS (
    SELECT item_id, count(*) AS targets FROM targets WHERE item_id IS NOT NULL GROUP BY item_id
),
spoken AS (
    SELECT
        plans.region_code,
        plans.region_name,
        plans.plan_year,
        items.topic_code,
        items.document_id,
        length(items.text) AS characters,
        coalesce(target_counts.targets, 0) AS targets
    FROM items
    JOIN plans USING (document_id)
    LEFT JOIN target_counts USING (item_id)
    WHERE items.topic_code IS NOT NULL
),
summed AS (
    SELECT
        region_code,
        region_name,
        plan_year,
        topic_code,
        count(*) AS items,
        count(DISTINCT document_id) AS documents,
        sum(targets)::BIGINT AS targets,
        sum(characters)::BIGINT AS characters
    FROM spoken
    GROUP BY ALL
)
SELECT
    summed.region_code,
    summed.region_name,
    summed.plan_year,
    summed.topic_code,
    topics.name AS topic_name,
    summed.items,
    summed.documents,
    summed.targets,
    round(
        100.0 * summed.characters
        / sum(summed.characters) OVER (PARTITION BY summed.region_code, summed.plan_year),
        1
    ) AS share
FROM summed
JOIN topics USING (topic_code);

COMMENT ON VIEW report_topics IS 'One topic in the original plans of one region and year, with how much they say on it';
COMMENT ON COLUMN report_topics.region_code IS 'division the plans cover, GB/T 2260; null: none is certain';
COMMENT ON COLUMN report_topics.region_name IS 'official name of the division';
COMMENT ON COLUMN report_topics.plan_year IS 'first year the plans are for; unit: calendar year';
COMMENT ON COLUMN report_topics.topic_code IS 'the topic';
COMMENT ON COLUMN report_topics.topic_name IS 'name of the topic';
COMMENT ON COLUMN report_topics.items IS 'units of the outlines that speak of it most; unit: items';
COMMENT ON COLUMN report_topics.documents IS 'documents with such units; unit: documents';
COMMENT ON COLUMN report_topics.targets IS 'quantified commitments in these units; unit: targets';
COMMENT ON COLUMN report_topics.share IS 'text of these units in the text of all units with a topic; unit: percent';
