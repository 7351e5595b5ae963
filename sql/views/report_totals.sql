-- One row: the whole warehouse: how much it holds, how fresh it is, how sound.
CREATE OR REPLACE VIEW report_totals AS
WITH originals AS (SELECT * FROM documents WHERE duplicate_of IS NULL),
latest AS (SELECT * FROM report_runs ORDER BY started_at DESC LIMIT 1)
SELECT
    (SELECT count(*) FROM originals) AS documents,
    (SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL) AS reposts,
    (SELECT count(*) FROM items SEMI JOIN originals USING (document_id)) AS items,
    (SELECT count(*) FROM targets SEMI JOIN originals USING (document_id)) AS targets,
    (SELECT count(*) FROM agencies WHERE is_resolved) AS agencies,
    (SELECT count(*) FROM agencies WHERE NOT is_resolved) AS unresolved_agencies,
    (SELECT count(DISTINCT region_code) FROM originals) AS regions,
    (SELECT min(plan_year) FROM originals) AS first_plan_year,
    (SELECT max(coalesce(plan_year_end, plan_year)) FROM originals) AS last_plan_year,
    (SELECT max(coalesce(published_date, written_date)) FROM originals) AS newest_document_date,
    (SELECT finished_at FROM latest) AS published_at,
    (SELECT run_id FROM latest) AS run_id,
    (SELECT pass_rate FROM latest) AS pass_rate,
    (SELECT failed_audits FROM latest) AS failed_audits,
    (SELECT count(DISTINCT source_uri) FROM report_quarantine WHERE is_whole_document) AS quarantined_documents,
    (SELECT count(*) FROM report_quarantine WHERE NOT is_whole_document) AS quarantined_rows;

COMMENT ON VIEW report_totals IS 'The whole warehouse: how much it holds, how fresh it is, how sound';
COMMENT ON COLUMN report_totals.documents IS 'source documents without reposts; unit: documents';
COMMENT ON COLUMN report_totals.reposts IS 'documents that repeat another one; unit: documents';
COMMENT ON COLUMN report_totals.items IS 'units of the outlines; unit: items';
COMMENT ON COLUMN report_totals.targets IS 'quantified commitments; unit: targets';
COMMENT ON COLUMN report_totals.agencies IS 'bodies with a canonical name; unit: bodies';
COMMENT ON COLUMN report_totals.unresolved_agencies IS 'classes of bodies and ambiguous mentions; unit: bodies';
COMMENT ON COLUMN report_totals.regions IS 'divisions that the plans cover; unit: regions';
COMMENT ON COLUMN report_totals.first_plan_year IS 'earliest plan year; unit: calendar year';
COMMENT ON COLUMN report_totals.last_plan_year IS 'latest year that a plan reaches; unit: calendar year';
COMMENT ON COLUMN report_totals.newest_document_date IS 'latest date of a document: published, else written';
COMMENT ON COLUMN report_totals.published_at IS 'when the last run completed the file; unit: UTC';
COMMENT ON COLUMN report_totals.run_id IS 'the last run';
COMMENT ON COLUMN report_totals.pass_rate IS 'documents loaded of those read in the last run; unit: percent';
COMMENT ON COLUMN report_totals.failed_audits IS 'audits that returned rows in the last run; unit: audits';
COMMENT ON COLUMN report_totals.quarantined_documents IS 'sources and documents kept out as a whole; unit: documents';
COMMENT ON COLUMN report_totals.quarantined_rows IS 'rows kept out of documents that were loaded; unit: rows';
