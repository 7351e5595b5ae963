CREATE TABLE run_measures (
    run_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DOUBLE NOT NULL
);

COMMENT ON TABLE run_measures IS 'One figure of one source group in one run: what limits and the history of pass rates look at';
COMMENT ON COLUMN run_measures.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN run_measures.source_name IS 'group of sources, as in limits; all: the whole run';
COMMENT ON COLUMN run_measures.measure IS 'name of the figure, as documents or items_per_document';
COMMENT ON COLUMN run_measures.value IS 'the figure';
