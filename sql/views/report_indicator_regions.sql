-- One row: one indicator in one region and plan year: the highest value stated there, and its rank among the regions.
CREATE OR REPLACE VIEW report_indicator_regions AS
WITH stated AS (
    SELECT
        targets.indicator_code,
        targets.unit_base,
        targets.basis,
        plans.plan_year,
        plans.region_code,
        count(*) AS statements,
        count(DISTINCT targets.document_id) AS documents,
        max(targets.value_base) AS value_base,
        arg_max(targets.target_id, (targets.value_base, targets.target_id)) AS target_id
    FROM targets
    JOIN documents AS plans USING (document_id)
    WHERE
        plans.duplicate_of IS NULL
        AND targets.indicator_code IS NOT NULL
        AND plans.region_code IS NOT NULL
        AND plans.plan_year IS NOT NULL
    GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        rank() OVER same_year_by_value AS rank_in_year,
        count(*) OVER same_year AS regions_in_year
    FROM stated
    WINDOW
        same_year AS (PARTITION BY indicator_code, unit_base, basis, plan_year),
        same_year_by_value AS (PARTITION BY indicator_code, unit_base, basis, plan_year ORDER BY value_base DESC)
)
SELECT
    target.indicator,
    ranked.indicator_code,
    ranked.unit_base,
    ranked.basis,
    ranked.plan_year,
    ranked.region_code,
    target.region_name,
    target.region_level,
    target.province_name,
    ranked.value_base,
    ranked.rank_in_year,
    ranked.regions_in_year,
    ranked.statements,
    ranked.documents,
    target.value,
    target.value_max,
    target.unit,
    target.comparator,
    target.deadline,
    target.quote,
    target.sentence,
    target.title,
    ranked.target_id,
    target.document_id
FROM ranked
-- The target alone decides; a filter on what both sides have reaches both.
JOIN report_targets AS target USING (target_id, indicator_code, region_code, plan_year);

COMMENT ON VIEW report_indicator_regions IS 'One indicator in one region and plan year: the highest value stated there, and its rank among the regions';
COMMENT ON COLUMN report_indicator_regions.indicator IS 'listed name of the indicator; as written where it is not a listed one';
COMMENT ON COLUMN report_indicator_regions.indicator_code IS 'code of the indicator: filter by it, not by the name';
COMMENT ON COLUMN report_indicator_regions.unit_base IS 'unit of value_base; values in one unit compare';
COMMENT ON COLUMN report_indicator_regions.basis IS 'a level to reach, or a change by this much; one of level increase decrease';
COMMENT ON COLUMN report_indicator_regions.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_indicator_regions.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_indicator_regions.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_indicator_regions.region_level IS 'administrative level; one of country province prefecture county';
COMMENT ON COLUMN report_indicator_regions.province_name IS 'province that the division belongs to';
COMMENT ON COLUMN report_indicator_regions.value_base IS 'highest value stated, in unit_base';
COMMENT ON COLUMN report_indicator_regions.rank_in_year IS 'place among the regions that state the indicator for the year, 1 the highest value';
COMMENT ON COLUMN report_indicator_regions.regions_in_year IS 'regions that state the indicator for the year; unit: regions';
COMMENT ON COLUMN report_indicator_regions.statements IS 'targets that state the indicator here; unit: targets';
COMMENT ON COLUMN report_indicator_regions.documents IS 'documents that state it here; unit: documents';
COMMENT ON COLUMN report_indicator_regions.value IS 'the highest value as written, in unit';
COMMENT ON COLUMN report_indicator_regions.value_max IS 'upper bound of a range; null otherwise';
COMMENT ON COLUMN report_indicator_regions.unit IS 'unit as written';
COMMENT ON COLUMN report_indicator_regions.comparator IS 'how the value binds; one of eq ge le gt lt approx between';
COMMENT ON COLUMN report_indicator_regions.deadline IS 'own time limit, else the plan year';
COMMENT ON COLUMN report_indicator_regions.quote IS 'the words that state the highest value';
COMMENT ON COLUMN report_indicator_regions.sentence IS 'the sentence that states the highest value';
COMMENT ON COLUMN report_indicator_regions.title IS 'title of the document that states it';
COMMENT ON COLUMN report_indicator_regions.target_id IS 'the target that states the highest value';
COMMENT ON COLUMN report_indicator_regions.document_id IS 'the document that states it';
