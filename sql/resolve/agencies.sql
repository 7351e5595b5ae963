-- One row: a body as most documents read it; ties go to the smallest values, so that no order of loading shows.
WITH readings AS (
    FROM agency_readings
),
counted AS (
    SELECT agency_id, name, short_name, region_code, level, function_code, kind, is_resolved, count(*) AS documents
    FROM readings
    GROUP BY ALL
)
SELECT agency_id, name, short_name, region_code, level, function_code, kind, is_resolved
FROM counted
QUALIFY row_number() OVER (
    PARTITION BY agency_id
    ORDER BY documents DESC, short_name, region_code, level, function_code, kind, name
) = 1
