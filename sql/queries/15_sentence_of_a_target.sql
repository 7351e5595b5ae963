-- Where exactly does the source say so? The characters of each target, cut out of the source by its offsets.
-- Offsets count characters from 0, the end is exclusive; SQL counts from 1. The words around show the context.
SELECT
    targets.indicator,
    targets.char_start,
    targets.char_end,
    substring(raw_text, targets.char_start + 1, targets.char_end - targets.char_start) AS words,
    substring(raw_text, greatest(targets.char_start - 9, 1), least(targets.char_start, 10)) AS "before",
    substring(raw_text, targets.char_end + 1, 10) AS "after"
FROM targets
JOIN documents USING (document_id)
WHERE region_name = '兰州市'
ORDER BY targets.char_start
LIMIT 5;
