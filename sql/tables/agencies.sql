CREATE TABLE agencies (
    agency_id VARCHAR NOT NULL,
    name VARCHAR,
    short_name VARCHAR,
    region_code VARCHAR,
    level VARCHAR,
    function_code VARCHAR,
    kind VARCHAR,
    is_resolved BOOLEAN NOT NULL
);

COMMENT ON TABLE agencies IS 'One body, or one class of bodies or ambiguous mention that stays unresolved';
COMMENT ON COLUMN agencies.agency_id IS 'the body; hash of its canonical name, or of mention and region while unresolved';
COMMENT ON COLUMN agencies.name IS 'canonical full name with its region; null while unresolved';
COMMENT ON COLUMN agencies.short_name IS 'short name; of an unresolved body the mention as written';
COMMENT ON COLUMN agencies.region_code IS 'division the body belongs to, GB/T 2260';
COMMENT ON COLUMN agencies.level IS 'administrative level of the body (country province prefecture county town)';
COMMENT ON COLUMN agencies.function_code IS 'function of the body, as education';
COMMENT ON COLUMN agencies.kind IS 'sort of body, as government party court enterprise';
COMMENT ON COLUMN agencies.is_resolved IS 'false: a class of bodies, or a mention that two bodies could bear';
