-- Who does what: the item × agency × role matrix of the units that several bodies share.
-- One row a unit; the bodies of each role in one cell.
SELECT
    path,
    heading,
    string_agg(agency_name, '、' ORDER BY char_start) FILTER (role = 'lead') AS lead_bodies,
    string_agg(agency_name, '、' ORDER BY char_start) FILTER (role = 'support') AS support_bodies
FROM report_responsibilities
WHERE region_name = '磐石市' AND plan_year = 2021
GROUP BY document_id, item_id, path, heading
HAVING count(DISTINCT role) > 1
ORDER BY path
LIMIT 5;
