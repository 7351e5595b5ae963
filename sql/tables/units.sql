CREATE TABLE units (
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    dimension VARCHAR,
    base_unit VARCHAR,
    factor DOUBLE
);

COMMENT ON TABLE units IS 'One unit or classifier with its base unit: value_base = value * factor';
COMMENT ON COLUMN units.unit IS 'code of the row';
COMMENT ON COLUMN units.kind IS 'kind of quantity, as targets.kind';
COMMENT ON COLUMN units.dimension IS 'what the unit measures; values of one dimension compare';
COMMENT ON COLUMN units.base_unit IS 'base unit of the dimension, as in units';
COMMENT ON COLUMN units.factor IS 'multiplies a value to give it in the base unit';
