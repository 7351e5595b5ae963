-- One row: one group of sources in one run that published, with its pass rate and what its documents gave.
CREATE OR REPLACE VIEW report_source_history AS
WITH figures AS (
    PIVOT run_measures
    ON measure IN (
        'documents', 'loaded', 'quarantined_share', 'items_per_document', 'targets_per_document', 'title_share',
        'plan_year_share', 'region_share'
    )
    USING any_value(value)
    GROUP BY run_id, source_name
)
SELECT
    figures.source_name,
    runs.started_at,
    figures.documents::BIGINT AS documents,
    figures.loaded::BIGINT AS documents_loaded,
    round(100 * (1 - figures.quarantined_share), 1) AS pass_rate,
    round(figures.items_per_document, 2) AS items_per_document,
    round(figures.targets_per_document, 2) AS targets_per_document,
    round(100 * figures.title_share, 1) AS title_share,
    round(100 * figures.plan_year_share, 1) AS plan_year_share,
    round(100 * figures.region_share, 1) AS region_share,
    figures.run_id
FROM figures
JOIN runs USING (run_id);

COMMENT ON VIEW report_source_history IS 'One group of sources in one run that published, with its pass rate and what its documents gave';
COMMENT ON COLUMN report_source_history.source_name IS 'pattern on source_uri, as in limits; * is the whole run';
COMMENT ON COLUMN report_source_history.started_at IS 'start of the run; unit: UTC';
COMMENT ON COLUMN report_source_history.documents IS 'documents in the warehouse after the run; unit: documents';
COMMENT ON COLUMN report_source_history.documents_loaded IS 'documents that the run loaded; unit: documents';
COMMENT ON COLUMN report_source_history.pass_rate IS 'documents loaded of those read; null: none was read; unit: percent';
COMMENT ON COLUMN report_source_history.items_per_document IS 'of the documents that the run loaded; unit: items';
COMMENT ON COLUMN report_source_history.targets_per_document IS 'of the documents that the run loaded; unit: targets';
COMMENT ON COLUMN report_source_history.title_share IS 'documents with a title, of those loaded; unit: percent';
COMMENT ON COLUMN report_source_history.plan_year_share IS 'documents with a plan year, of those loaded; unit: percent';
COMMENT ON COLUMN report_source_history.region_share IS 'documents with a region, of those loaded; unit: percent';
COMMENT ON COLUMN report_source_history.run_id IS 'the run';
