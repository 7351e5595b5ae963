-- One row: one indicator in one base unit, with how widely the plans state it.
CREATE OR REPLACE VIEW report_indicators AS
SELECT
    any_value(indicator) AS indicator,
    indicator_code,
    unit_base,
    basis,
    count(*) AS targets,
    count(DISTINCT region_code) AS regions,
    count(DISTINCT plan_year) AS years,
    count(DISTINCT document_id) AS documents
FROM report_targets
WHERE indicator_code IS NOT NULL
GROUP BY indicator_code, unit_base, basis;

COMMENT ON VIEW report_indicators IS 'One indicator in one base unit, with how widely the plans state it';
COMMENT ON COLUMN report_indicators.indicator IS 'listed name of the indicator; as written where it is not a listed one';
COMMENT ON COLUMN report_indicators.unit_base IS 'base unit; values in one unit compare';
COMMENT ON COLUMN report_indicators.basis IS 'a level to reach, or a change by this much; one of level increase decrease';
COMMENT ON COLUMN report_indicators.indicator_code IS 'code of the indicator in the other views of indicators';
COMMENT ON COLUMN report_indicators.targets IS 'statements; unit: targets';
COMMENT ON COLUMN report_indicators.regions IS 'regions that state it; unit: regions';
COMMENT ON COLUMN report_indicators.years IS 'plan years it is stated for; unit: years';
COMMENT ON COLUMN report_indicators.documents IS 'documents that state it; unit: documents';
