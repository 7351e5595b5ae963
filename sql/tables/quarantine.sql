CREATE TABLE quarantine (
    entry_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason_code VARCHAR NOT NULL,
    table_name VARCHAR,
    column_name VARCHAR,
    value VARCHAR,
    payload VARCHAR,
    source_uri VARCHAR NOT NULL,
    content_sha256 VARCHAR,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    occurrences INTEGER NOT NULL,
    closed_at TIMESTAMP
);

COMMENT ON TABLE quarantine IS 'One fault of one source, document or row that kept it out of the warehouse';
COMMENT ON COLUMN quarantine.entry_id IS 'the fault; hash of source, stage, reason, place and row';
COMMENT ON COLUMN quarantine.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN quarantine.stage IS 'stage of the run: extract clean segment validate load';
COMMENT ON COLUMN quarantine.reason_code IS 'why; the codes are explained in schemas/reasons.py';
COMMENT ON COLUMN quarantine.table_name IS 'table the row was meant for; null: the source gave no rows';
COMMENT ON COLUMN quarantine.column_name IS 'column at fault; null: the whole row';
COMMENT ON COLUMN quarantine.value IS 'the value that broke its contract, or what the reader said';
COMMENT ON COLUMN quarantine.payload IS 'the row as JSON; of a whole document its fields and raw_text';
COMMENT ON COLUMN quarantine.source_uri IS 'address of the source: path or URL; a member of an archive is archive!/path';
COMMENT ON COLUMN quarantine.content_sha256 IS 'SHA-256 of the source''s bytes';
COMMENT ON COLUMN quarantine.first_seen IS 'start of the run that saw it first; unit: UTC';
COMMENT ON COLUMN quarantine.last_seen IS 'start of the run that saw it last; unit: UTC';
COMMENT ON COLUMN quarantine.occurrences IS 'runs that saw it; unit: runs';
COMMENT ON COLUMN quarantine.closed_at IS 'start of the run that found it mended; null: open; unit: UTC';
