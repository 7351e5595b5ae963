CREATE TABLE sources (
    source_uri VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    metadata_sha256 VARCHAR
);

COMMENT ON TABLE sources IS 'One source as last read; its two hashes and the fingerprint tell a run whether anything has changed since';
COMMENT ON COLUMN sources.source_uri IS 'address of the source: path or URL; a member of an archive is archive!/path';
COMMENT ON COLUMN sources.content_sha256 IS 'SHA-256 of the source''s bytes';
COMMENT ON COLUMN sources.fingerprint IS 'version of code and reference data that read the source; empty: to be read again';
COMMENT ON COLUMN sources.outcome IS 'what became of the source; one of loaded quarantined';
COMMENT ON COLUMN sources.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN sources.metadata_sha256 IS 'SHA-256 of what a sidecar, dump or crawler told beside the bytes; null: nothing';
