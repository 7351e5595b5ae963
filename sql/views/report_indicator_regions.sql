-- One row: one indicator in one region and plan year: the highest value stated there, and its rank among the regions.
CREATE OR REPLACE VIEW report_indicator_regions AS
WITH stated AS (
    SELECT
        indicator,
        unit_base,
        basis,
        plan_year,
        region_code,
        count(*) AS statements,
        count(DISTINCT document_id) AS documents,
        max(value_base) AS value_base,
        arg_max(target_id, value_base) AS target_id
    FROM report_targets
    WHERE region_code IS NOT NULL AND plan_year IS NOT NULL
    GROUP BY indicator, unit_base, basis, plan_year, region_code
)
SELECT
    stated.indicator,
    stated.unit_base,
    stated.basis,
    stated.plan_year,
    stated.region_code,
    target.region_name,
    target.region_level,
    target.province_name,
    stated.value_base,
    rank() OVER (
        PARTITION BY stated.indicator, stated.unit_base, stated.basis, stated.plan_year ORDER BY stated.value_base DESC
    ) AS rank_in_year,
    count(*) OVER (PARTITION BY stated.indicator, stated.unit_base, stated.basis, stated.plan_year) AS regions_in_year,
    stated.statements,
    stated.documents,
    target.value,
    target.value_max,
    target.unit,
    target.comparator,
    target.deadline,
    target.quote,
    target.sentence,
    target.title,
    stated.target_id,
    target.document_id
FROM stated
JOIN report_targets AS target USING (target_id);

COMMENT ON VIEW report_indicator_regions IS 'One indicator in one region and plan year: the highest value stated there, and its rank among the regions';
COMMENT ON COLUMN report_indicator_regions.indicator IS 'listed name of the indicator; as written where it is not a listed one';
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
