-- One row: one body in the plans of one region and year, with the tasks that it leads and supports.
CREATE OR REPLACE VIEW report_agency_workload AS
SELECT
    agency_id,
    agency_name,
    agency_level,
    is_resolved,
    region_code,
    region_name,
    plan_year,
    count(*) FILTER (role = 'lead') AS lead_tasks,
    count(*) FILTER (role = 'support') AS support_tasks,
    count(DISTINCT item_id) AS tasks,
    sum(targets) FILTER (role = 'lead') AS lead_targets,
    count(DISTINCT document_id) AS documents,
    min(due_date) AS first_due_date
FROM report_responsibilities
GROUP BY agency_id, agency_name, agency_level, is_resolved, region_code, region_name, plan_year;

COMMENT ON VIEW report_agency_workload IS 'One body in the plans of one region and year, with the tasks that it leads and supports';
COMMENT ON COLUMN report_agency_workload.agency_id IS 'the body';
COMMENT ON COLUMN report_agency_workload.agency_name IS 'canonical name; as written while unresolved';
COMMENT ON COLUMN report_agency_workload.agency_level IS 'administrative level of the body (country province prefecture county town)';
COMMENT ON COLUMN report_agency_workload.is_resolved IS 'false: a class of bodies, or a mention that two bodies could bear';
COMMENT ON COLUMN report_agency_workload.region_code IS 'division the plans cover, GB/T 2260';
COMMENT ON COLUMN report_agency_workload.region_name IS 'official name of the division the plans cover';
COMMENT ON COLUMN report_agency_workload.plan_year IS 'first year the plans are for; unit: calendar year';
COMMENT ON COLUMN report_agency_workload.lead_tasks IS 'units that it leads; unit: items';
COMMENT ON COLUMN report_agency_workload.support_tasks IS 'units that it supports; unit: items';
COMMENT ON COLUMN report_agency_workload.tasks IS 'units that it leads or supports; unit: items';
COMMENT ON COLUMN report_agency_workload.lead_targets IS 'quantified commitments of the units that it leads; unit: targets';
COMMENT ON COLUMN report_agency_workload.documents IS 'documents that give it tasks; unit: documents';
COMMENT ON COLUMN report_agency_workload.first_due_date IS 'earliest time limit among its tasks; null: none dated';
