CREATE TABLE indicators (
    indicator_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    unit VARCHAR,
    domain VARCHAR
);

COMMENT ON TABLE indicators IS 'One indicator that plans of different places and years state under different words';
COMMENT ON COLUMN indicators.indicator_code IS 'code of the row';
COMMENT ON COLUMN indicators.name IS 'name of the indicator';
COMMENT ON COLUMN indicators.unit IS 'unit it is compared in';
COMMENT ON COLUMN indicators.domain IS 'field of policy';
