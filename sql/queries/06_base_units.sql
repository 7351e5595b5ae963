-- In which base units can numbers be compared, and between which values do they lie?
-- The table `units` holds the factor of every unit as written: 1 万元 is 10,000 元, 1 亩 is 666.67 平方米.
SELECT
    unit_base,
    kind,
    count(*) AS targets,
    list(DISTINCT unit ORDER BY unit) AS as_written,
    min(value_base) AS lowest,
    max(value_base) AS highest
FROM report_targets
WHERE basis = 'level'
GROUP BY unit_base, kind
HAVING count(*) > 1
ORDER BY targets DESC, unit_base;
