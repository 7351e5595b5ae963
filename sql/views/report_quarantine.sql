-- One row: one open fault that keeps a source, a document or a row out of the warehouse.
CREATE OR REPLACE VIEW report_quarantine AS
SELECT
    entry_id,
    reason_code,
    stage,
    source_uri,
    table_name,
    column_name,
    left(value, 200) AS value,
    table_name IS NULL OR table_name = 'documents' AS is_whole_document,
    first_seen,
    last_seen,
    occurrences,
    run_id
FROM quarantine
WHERE closed_at IS NULL;

COMMENT ON VIEW report_quarantine IS 'One open fault that keeps a source, a document or a row out of the warehouse';
COMMENT ON COLUMN report_quarantine.entry_id IS 'the fault';
COMMENT ON COLUMN report_quarantine.reason_code IS 'why; the codes are explained in schemas/reasons.py';
COMMENT ON COLUMN report_quarantine.stage IS 'stage of the run: extract clean segment validate load';
COMMENT ON COLUMN report_quarantine.source_uri IS 'address of the source';
COMMENT ON COLUMN report_quarantine.table_name IS 'table the row was meant for; null: the source gave no rows';
COMMENT ON COLUMN report_quarantine.column_name IS 'column at fault; null: the whole row';
COMMENT ON COLUMN report_quarantine.value IS 'the value at fault, or what the reader said; its first 200 characters';
COMMENT ON COLUMN report_quarantine.is_whole_document IS 'true: the source or document is kept out as a whole';
COMMENT ON COLUMN report_quarantine.first_seen IS 'start of the run that saw it first; unit: UTC';
COMMENT ON COLUMN report_quarantine.last_seen IS 'start of the run that saw it last; unit: UTC';
COMMENT ON COLUMN report_quarantine.occurrences IS 'runs that saw it; unit: runs';
COMMENT ON COLUMN report_quarantine.run_id IS 'the run that wrote the row';
