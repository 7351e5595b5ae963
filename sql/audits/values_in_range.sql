-- Failing row: a number that no plan can mean, a range without its bounds, an offset outside its text.
WITH audited AS (
    SELECT document_id, char_count FROM documents WHERE coalesce(run_id = getvariable('audited_run'), true)
),
audited_targets AS (
    SELECT targets.*, audited.char_count FROM targets JOIN audited USING (document_id)
),
faults AS (
    SELECT 'targets' AS table_name, target_id AS key, 'value is no finite number' AS fault
    FROM audited_targets
    WHERE NOT isfinite(value) OR NOT isfinite(value_base) OR NOT coalesce(isfinite(value_max), true)
    UNION ALL
    SELECT 'targets', target_id, 'a range needs an upper bound, and only a range has one'
    FROM audited_targets
    WHERE (comparator = 'between') <> (value_max IS NOT NULL) OR value_max < value
    UNION ALL
    SELECT 'targets', target_id, 'offsets outside the text'
    FROM audited_targets
    WHERE char_start < 0 OR char_end <= char_start OR char_end > char_count
    UNION ALL
    SELECT 'items', items.item_id, 'offsets outside the text'
    FROM items
    JOIN audited USING (document_id)
    WHERE items.char_start < 0 OR items.char_end <= items.char_start OR items.char_end > audited.char_count
    UNION ALL
    SELECT 'search_postings', format('{:016x}', search_postings.item_key), 'frequency below 1'
    FROM search_postings
    WHERE search_postings.frequency < 1
)
FROM faults
