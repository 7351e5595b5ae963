-- One row: one indicator in one region and one of the region's plan years, from its first statement on, with the change.
CREATE OR REPLACE VIEW report_indicator_years AS
WITH names AS (
    SELECT
        targets.indicator_code,
        coalesce(
            any_value(indicators.name), min_by(targets.indicator, (length(targets.indicator), targets.indicator))
        ) AS indicator
    FROM targets
    LEFT JOIN indicators USING (indicator_code)
    WHERE targets.indicator_code IS NOT NULL
    GROUP BY targets.indicator_code
),
stated AS (
    SELECT
        targets.indicator_code,
        targets.unit_base,
        targets.basis,
        plans.region_code,
        plans.plan_year,
        any_value(plans.region_name) AS region_name,
        max(targets.value_base) AS value_base,
        arg_max(targets.target_id, (targets.value_base, targets.target_id)) AS target_id
    FROM targets
    JOIN documents AS plans USING (document_id)
    WHERE
        plans.duplicate_of IS NULL
        AND targets.indicator_code IS NOT NULL
        AND plans.region_code IS NOT NULL
        AND plans.plan_year IS NOT NULL
    GROUP BY targets.indicator_code, targets.unit_base, targets.basis, plans.region_code, plans.plan_year
),
series AS (
    SELECT
        indicator_code,
        unit_base,
        basis,
        region_code,
        any_value(region_name) AS region_name,
        min(plan_year) AS first_year
    FROM stated
    GROUP BY indicator_code, unit_base, basis, region_code
),
plan_years AS (
    SELECT DISTINCT region_code, plan_year
    FROM documents
    WHERE duplicate_of IS NULL AND region_code IS NOT NULL AND plan_year IS NOT NULL
),
yearly AS (
    SELECT
        series.*,
        plan_years.plan_year,
        stated.value_base,
        stated.target_id,
        lag(plan_years.plan_year) OVER years AS previous_year,
        lag(stated.value_base) OVER years AS previous_value
    FROM series
    JOIN plan_years ON plan_years.region_code = series.region_code AND plan_years.plan_year >= series.first_year
    LEFT JOIN stated
        ON stated.indicator_code = series.indicator_code
        AND stated.unit_base = series.unit_base
        AND stated.basis = series.basis
        AND stated.region_code = series.region_code
        AND stated.plan_year = plan_years.plan_year
    WINDOW years AS (
        PARTITION BY series.indicator_code, series.unit_base, series.basis, series.region_code
        ORDER BY plan_years.plan_year
    )
)
SELECT
    names.indicator,
    yearly.indicator_code,
    yearly.unit_base,
    yearly.basis,
    yearly.region_code,
    yearly.region_name,
    yearly.plan_year,
    yearly.value_base,
    yearly.previous_year,
    yearly.previous_value,
    yearly.value_base - yearly.previous_value AS difference,
    CASE
        WHEN yearly.value_base IS NULL AND yearly.previous_value IS NULL THEN 'not_stated'
        WHEN yearly.value_base IS NULL THEN 'dropped'
        WHEN yearly.previous_value IS NULL THEN 'new'
        WHEN yearly.value_base > yearly.previous_value THEN 'raised'
        WHEN yearly.value_base < yearly.previous_value THEN 'lowered'
        ELSE 'kept'
    END AS change,
    targets.quote,
    yearly.target_id,
    targets.document_id
FROM yearly
JOIN names USING (indicator_code)
LEFT JOIN targets USING (target_id);

COMMENT ON VIEW report_indicator_years IS 'One indicator in one region and one of the region''s plan years, from its first statement on, with the change';
COMMENT ON COLUMN report_indicator_years.indicator IS 'listed name of the indicator; as written where it is not a listed one';
COMMENT ON COLUMN report_indicator_years.indicator_code IS 'code of the indicator: filter by it, not by the name';
COMMENT ON COLUMN report_indicator_years.unit_base IS 'unit of the values';
COMMENT ON COLUMN report_indicator_years.basis IS 'a level to reach, or a change by this much; one of level increase decrease';
COMMENT ON COLUMN report_indicator_years.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_indicator_years.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_indicator_years.plan_year IS 'a year that the region has a plan for; unit: calendar year';
COMMENT ON COLUMN report_indicator_years.value_base IS 'highest value stated for the year, in unit_base; null: none';
COMMENT ON COLUMN report_indicator_years.previous_year IS 'the plan year before; unit: calendar year';
COMMENT ON COLUMN report_indicator_years.previous_value IS 'value_base of that year; null: none';
COMMENT ON COLUMN report_indicator_years.difference IS 'value_base less previous_value; unit: unit_base';
COMMENT ON COLUMN report_indicator_years.change IS 'against the plan year before; one of new raised lowered kept dropped not_stated';
COMMENT ON COLUMN report_indicator_years.quote IS 'the words that state the value';
COMMENT ON COLUMN report_indicator_years.target_id IS 'the target that states the value';
COMMENT ON COLUMN report_indicator_years.document_id IS 'the document that states it';
