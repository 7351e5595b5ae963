-- Which bodies have no official name, because they are a class of bodies or could be two?
SELECT
    regions.name AS region_name,
    agencies.short_name AS as_written,
    string_agg(DISTINCT item_agencies.role, ' ' ORDER BY item_agencies.role) AS roles,
    count(*) AS mentions
FROM agencies
JOIN item_agencies USING (agency_id)
LEFT JOIN regions ON regions.region_code = agencies.region_code AND regions.valid_to IS NULL
WHERE NOT agencies.is_resolved
GROUP BY regions.name, agencies.short_name
ORDER BY region_name, as_written;
