-- Did the last run go well?
-- pass_rate: documents loaded of those read, in percent. failed_rows: rows that any audit returned.
SELECT
    sources_seen,
    documents_loaded,
    documents_quarantined,
    rows_quarantined,
    pass_rate,
    audits,
    failed_audits,
    failed_rows
FROM report_runs
ORDER BY started_at DESC
LIMIT 1;
