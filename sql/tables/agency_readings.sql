CREATE TABLE agency_readings (
    document_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    name VARCHAR,
    short_name VARCHAR,
    region_code VARCHAR,
    level VARCHAR,
    function_code VARCHAR,
    kind VARCHAR,
    is_resolved BOOLEAN NOT NULL
);

COMMENT ON TABLE agency_readings IS 'One document''s reading of one body that it names: what `agencies` is derived from';
COMMENT ON COLUMN agency_readings.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN agency_readings.agency_id IS 'the body; hash of its canonical name, or of mention and region while unresolved';
COMMENT ON COLUMN agency_readings.name IS 'canonical full name with its region; null while unresolved';
COMMENT ON COLUMN agency_readings.short_name IS 'short name; of an unresolved body the mention as written';
COMMENT ON COLUMN agency_readings.region_code IS 'division the body belongs to, GB/T 2260';
COMMENT ON COLUMN agency_readings.level IS 'administrative level of the body (country province prefecture county town)';
COMMENT ON COLUMN agency_readings.function_code IS 'function of the body, as education';
COMMENT ON COLUMN agency_readings.kind IS 'sort of body, as government party court enterprise';
COMMENT ON COLUMN agency_readings.is_resolved IS 'false: a class of bodies, or a mention that two bodies could bear';
