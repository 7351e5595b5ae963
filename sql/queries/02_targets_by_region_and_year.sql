-- How many targets has each region for each year, and of which sort?
SELECT
    province_name,
    region_name,
    plan_year,
    count(*) AS targets,
    count(*) FILTER (kind = 'count') AS counts,
    count(*) FILTER (kind = 'percent') AS percentages,
    count(*) FILTER (kind NOT IN ('count', 'percent')) AS others
FROM report_targets
GROUP BY province_name, region_name, plan_year
ORDER BY plan_year, region_name;
