-- How many tasks have no end (长期坚持, 持续推进), and which numbers hang on them?
SELECT
    tasks.region_name,
    count(DISTINCT tasks.item_id) AS tasks,
    count(DISTINCT targets.target_id) AS targets,
    list(DISTINCT targets.indicator ORDER BY targets.indicator)[:3] AS first_indicators
FROM report_due_tasks AS tasks
LEFT JOIN report_targets AS targets
    ON targets.document_id = tasks.document_id
    AND (targets.path = tasks.path OR starts_with(targets.path, tasks.path || '.'))
WHERE tasks.due = 'long_term'
GROUP BY tasks.region_name
ORDER BY tasks DESC, tasks.region_name;
