CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    engine VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    definitions_sha256 VARCHAR NOT NULL,
    sources_seen BIGINT NOT NULL,
    sources_unchanged BIGINT NOT NULL,
    documents_loaded BIGINT NOT NULL,
    documents_removed BIGINT NOT NULL,
    documents_quarantined BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL
);

COMMENT ON TABLE runs IS 'One run that published; a run that failed or found nothing new leaves no row';
COMMENT ON COLUMN runs.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN runs.started_at IS 'start of the run; unit: UTC';
COMMENT ON COLUMN runs.finished_at IS 'when the working copy was complete; unit: UTC';
COMMENT ON COLUMN runs.engine IS 'what ran the stages: prefect or local';
COMMENT ON COLUMN runs.code_version IS 'version of the program';
COMMENT ON COLUMN runs.fingerprint IS 'version of code and reference data that read the source; empty: to be read again';
COMMENT ON COLUMN runs.definitions_sha256 IS 'hash of the SQL that the file carries: comments, macros, views';
COMMENT ON COLUMN runs.sources_seen IS 'sources the run was given; unit: sources';
COMMENT ON COLUMN runs.sources_unchanged IS 'sources skipped because nothing changed; unit: sources';
COMMENT ON COLUMN runs.documents_loaded IS 'documents loaded or replaced; unit: documents';
COMMENT ON COLUMN runs.documents_removed IS 'documents taken out; unit: documents';
COMMENT ON COLUMN runs.documents_quarantined IS 'sources and documents kept out as a whole; unit: documents';
COMMENT ON COLUMN runs.rows_quarantined IS 'quarantine entries of the run; unit: rows';
