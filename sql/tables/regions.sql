CREATE TABLE regions (
    region_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR,
    level VARCHAR NOT NULL,
    parent_code VARCHAR,
    valid_from VARCHAR,
    valid_to VARCHAR,
    successor_code VARCHAR
);

COMMENT ON TABLE regions IS 'One administrative division of GB/T 2260 under one name; a renamed code has a row for each name';
COMMENT ON COLUMN regions.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN regions.name IS 'official name of the division';
COMMENT ON COLUMN regions.short_name IS 'name without 省 市 区 县';
COMMENT ON COLUMN regions.level IS 'administrative level; one of country province prefecture county';
COMMENT ON COLUMN regions.parent_code IS 'code of the division above';
COMMENT ON COLUMN regions.valid_from IS 'first month in force, YYYY-MM; null: before the records';
COMMENT ON COLUMN regions.valid_to IS 'last month in force, YYYY-MM; null: still in force';
COMMENT ON COLUMN regions.successor_code IS 'code of the division that took its place';
