-- Failing row: an item that cannot be reached from the top of its document.
WITH RECURSIVE audited AS (
    SELECT document_id FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
),
audited_items AS (
    SELECT items.item_id, items.parent_item_id, items.document_id FROM items SEMI JOIN audited USING (document_id)
),
reached AS (
    SELECT item_id FROM audited_items WHERE parent_item_id IS NULL
    UNION ALL
    SELECT audited_items.item_id
    FROM audited_items
    JOIN reached ON reached.item_id = audited_items.parent_item_id
)
SELECT
    audited_items.document_id,
    audited_items.item_id
FROM audited_items
ANTI JOIN reached USING (item_id)
