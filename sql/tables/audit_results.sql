CREATE TABLE audit_results (
    audit VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    failed BIGINT NOT NULL,
    sample VARCHAR,
    seconds DOUBLE NOT NULL,
    checked_at TIMESTAMP NOT NULL
);

COMMENT ON TABLE audit_results IS 'One audit of sql/audits in the run that last published';
COMMENT ON COLUMN audit_results.audit IS 'file name in sql/audits';
COMMENT ON COLUMN audit_results.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN audit_results.failed IS 'rows the audit returned; unit: rows';
COMMENT ON COLUMN audit_results.sample IS 'first failing rows as JSON';
COMMENT ON COLUMN audit_results.seconds IS 'time spent; unit: seconds';
COMMENT ON COLUMN audit_results.checked_at IS 'when the audit ran; unit: UTC';
