-- Which percentages are lower limits (at least, no less than), highest first?
-- `value_base` is the value in the base unit, so that it compares across units as written.
SELECT
    region_name,
    plan_year,
    indicator,
    value_base,
    unit_base,
    quote
FROM report_targets
WHERE comparator IN ('ge', 'gt') AND unit_base = '%'
ORDER BY value_base DESC, region_name, char_start;
