-- What was kept out of the warehouse, and why?
-- An empty answer is the good one. The codes and their remedies are in schemas/reasons.py.
SELECT
    reason_code,
    stage,
    table_name,
    count(*) AS faults,
    count(DISTINCT source_uri) AS sources,
    max(occurrences) AS seen_in_runs
FROM report_quarantine
GROUP BY reason_code, stage, table_name
ORDER BY faults DESC, reason_code, table_name;
