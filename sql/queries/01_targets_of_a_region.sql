-- What has Haining (海宁市) promised in numbers for 2021?
-- One row a target. `comparator` says how the number binds: eq is exactly, ge is at least.
SELECT
    path,
    indicator,
    comparator,
    value,
    unit,
    deadline
FROM report_targets
WHERE region_name = '海宁市' AND plan_year = 2021
ORDER BY char_start
LIMIT 12;
