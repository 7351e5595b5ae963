-- What is due, and by when?
-- `due` is the limit as the plan states it, `due_date` its last day; add WHERE due_date < current_date for what is past.
SELECT
    due_date,
    due,
    quote,
    region_name,
    path,
    replace(coalesce(heading, left(task, 30)), chr(10), '') AS task,
    targets
FROM report_due_tasks
WHERE due_date IS NOT NULL
ORDER BY due_date, region_name, char_start;
