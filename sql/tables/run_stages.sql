CREATE TABLE run_stages (
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    rows_in BIGINT NOT NULL,
    rows_out BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    seconds DOUBLE NOT NULL
);

COMMENT ON TABLE run_stages IS 'One stage of one run';
COMMENT ON COLUMN run_stages.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN run_stages.stage IS 'stage of the run: extract clean segment validate load';
COMMENT ON COLUMN run_stages.rows_in IS 'what the stage was given; unit: documents or rows';
COMMENT ON COLUMN run_stages.rows_out IS 'what it passed on; unit: documents or rows';
COMMENT ON COLUMN run_stages.quarantined IS 'what it kept out; unit: documents or rows';
COMMENT ON COLUMN run_stages.seconds IS 'time spent; unit: seconds';
