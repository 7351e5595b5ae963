-- Which indicators do several regions set a number for?
SELECT
    indicator,
    unit_base,
    regions,
    list(region_name || ' ' || plan_year || ': ' || value_base ORDER BY region_name, plan_year) AS "values"
FROM report_indicators
JOIN report_indicator_regions USING (indicator, unit_base, basis)
WHERE regions > 1
GROUP BY indicator, unit_base, basis, regions
ORDER BY regions DESC, indicator, unit_base;
