-- Failing row: a body that no document names, or a resolved one without a name.
WITH named AS (
    SELECT DISTINCT agency_id FROM item_agencies
)
SELECT
    agencies.agency_id,
    agencies.name
FROM agencies
LEFT JOIN named USING (agency_id)
WHERE named.agency_id IS NULL OR agencies.is_resolved <> (agencies.name IS NOT NULL)
