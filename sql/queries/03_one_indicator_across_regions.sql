-- How do regions compare on one indicator: the daily hours of exercise at school?
-- Regions are ranked within one plan year; different wordings of one indicator count as one.
SELECT
    plan_year,
    region_name,
    region_level,
    value_base,
    unit_base,
    rank_in_year,
    regions_in_year,
    sentence
FROM report_indicator_regions
WHERE indicator = '在校体育锻炼时间'
ORDER BY plan_year, rank_in_year, region_code;
