-- Indicators that reference data does not name: one for each derived code, under its commonest wording.
WITH derived AS (
    SELECT indicator_code, indicator, unit_base FROM targets
    ANTI JOIN indicators USING (indicator_code)
    WHERE indicator_code IS NOT NULL
),
wordings AS (
    SELECT indicator_code, indicator, count(*) AS uses FROM derived GROUP BY ALL
),
units_used AS (
    SELECT indicator_code, unit_base, count(*) AS uses FROM derived GROUP BY ALL
),
names AS (
    SELECT indicator_code, first(indicator ORDER BY uses DESC, indicator) AS name FROM wordings GROUP BY ALL
),
measured AS (
    SELECT indicator_code, first(unit_base ORDER BY uses DESC, unit_base) AS unit FROM units_used GROUP BY ALL
)
SELECT names.indicator_code, names.name, measured.unit, NULL AS domain
FROM names
JOIN measured USING (indicator_code)
