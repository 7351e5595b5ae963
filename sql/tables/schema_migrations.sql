CREATE TABLE schema_migrations (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL
);

COMMENT ON TABLE schema_migrations IS 'One migration that the file has been through';
COMMENT ON COLUMN schema_migrations.version IS 'number of the migration';
COMMENT ON COLUMN schema_migrations.name IS 'what the migration did';
COMMENT ON COLUMN schema_migrations.applied_at IS 'when it was applied; unit: UTC';
COMMENT ON COLUMN schema_migrations.code_version IS 'version of the program';
