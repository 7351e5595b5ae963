-- Which bodies lead the most tasks?
SELECT
    region_name,
    plan_year,
    agency_name,
    lead_tasks,
    support_tasks
FROM report_agency_workload
WHERE lead_tasks > 0
ORDER BY lead_tasks DESC, support_tasks DESC, agency_name;
