-- One row: one run that published, with its pass rate, its quarantine and its audits.
CREATE OR REPLACE VIEW report_runs AS
WITH audits AS (
    SELECT run_id, count(*) AS audits, count(*) FILTER (failed > 0) AS failed_audits, sum(failed) AS failed_rows
    FROM audit_results
    GROUP BY run_id
)
SELECT
    runs.run_id,
    runs.started_at,
    runs.finished_at,
    date_diff('millisecond', runs.started_at, runs.finished_at) / 1000.0 AS seconds,
    runs.engine,
    runs.code_version,
    runs.sources_seen,
    runs.sources_unchanged,
    runs.documents_loaded,
    runs.documents_removed,
    runs.documents_quarantined,
    runs.rows_quarantined,
    round(
        100.0 * runs.documents_loaded / nullif(runs.documents_loaded + runs.documents_quarantined, 0), 1
    ) AS pass_rate,
    coalesce(audits.audits, 0) AS audits,
    coalesce(audits.failed_audits, 0) AS failed_audits,
    coalesce(audits.failed_rows, 0) AS failed_rows
FROM runs
LEFT JOIN audits USING (run_id);

COMMENT ON VIEW report_runs IS 'One run that published, with its pass rate, its quarantine and its audits';
COMMENT ON COLUMN report_runs.run_id IS 'the run';
COMMENT ON COLUMN report_runs.started_at IS 'start of the run; unit: UTC';
COMMENT ON COLUMN report_runs.finished_at IS 'when the working copy was complete; unit: UTC';
COMMENT ON COLUMN report_runs.seconds IS 'time from start to complete; unit: seconds';
COMMENT ON COLUMN report_runs.engine IS 'what ran the stages: prefect or local';
COMMENT ON COLUMN report_runs.code_version IS 'version of the program';
COMMENT ON COLUMN report_runs.sources_seen IS 'sources the run was given; unit: sources';
COMMENT ON COLUMN report_runs.sources_unchanged IS 'sources skipped because nothing changed; unit: sources';
COMMENT ON COLUMN report_runs.documents_loaded IS 'documents loaded or replaced; unit: documents';
COMMENT ON COLUMN report_runs.documents_removed IS 'documents taken out; unit: documents';
COMMENT ON COLUMN report_runs.documents_quarantined IS 'sources and documents kept out as a whole; unit: documents';
COMMENT ON COLUMN report_runs.rows_quarantined IS 'quarantine entries of the run; unit: rows';
COMMENT ON COLUMN report_runs.pass_rate IS 'documents loaded of those read; null: none was read; unit: percent';
COMMENT ON COLUMN report_runs.audits IS 'audits of the working copy; unit: audits';
COMMENT ON COLUMN report_runs.failed_audits IS 'audits that returned rows; unit: audits';
COMMENT ON COLUMN report_runs.failed_rows IS 'rows that audits returned; unit: rows';
