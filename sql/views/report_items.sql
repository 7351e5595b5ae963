-- One row: one unit of the outline of one original document, with its place, its document and its topic.
CREATE OR REPLACE VIEW report_items AS
WITH tops AS (
    SELECT
        document_id,
        path,
        -- A label that brings no mark of its own stands apart: 3 强化体育锻炼.
        coalesce(label, '') || CASE WHEN label SIMILAR TO '.*[0-9A-Za-z章节条]' THEN ' ' ELSE '' END
        || coalesce(heading, '') AS heading
    FROM items
    WHERE depth = 1
),
originals AS (
    SELECT document_id, title, region_code, region_name, plan_year
    FROM documents
    WHERE duplicate_of IS NULL
)
SELECT
    items.item_id,
    items.document_id,
    coalesce(originals.title, items.document_id) AS title,
    originals.region_code,
    originals.region_name,
    originals.plan_year,
    items.path,
    items.kind,
    items.label,
    items.heading,
    nullif(rtrim(tops.heading), '') AS section,
    items.text,
    items.topic_code,
    topics.name AS topic_name,
    items.char_start,
    items.char_end
FROM items
JOIN originals USING (document_id)
LEFT JOIN tops ON tops.document_id = items.document_id AND tops.path = split_part(items.path, '.', 1)
LEFT JOIN topics USING (topic_code);

COMMENT ON VIEW report_items IS 'One unit of the outline of one original document, with its place, its document and its topic';
COMMENT ON COLUMN report_items.item_id IS 'the unit of the outline';
COMMENT ON COLUMN report_items.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN report_items.title IS 'title of the document; its id where none is printed';
COMMENT ON COLUMN report_items.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_items.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_items.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_items.path IS 'place in the outline: positions among siblings, dot separated; annex units start with A';
COMMENT ON COLUMN report_items.kind IS 'what the unit is; one of section item measure row preamble closing';
COMMENT ON COLUMN report_items.label IS 'number as printed; null for preamble and closing';
COMMENT ON COLUMN report_items.heading IS 'heading or lead phrase without the label; null where there is none';
COMMENT ON COLUMN report_items.section IS 'label and heading of the outermost unit around it; null where that has none';
COMMENT ON COLUMN report_items.text IS 'the unit''s own text after its label, no white space';
COMMENT ON COLUMN report_items.topic_code IS 'topic the text speaks of most; null: none';
COMMENT ON COLUMN report_items.topic_name IS 'name of the topic';
COMMENT ON COLUMN report_items.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_items.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
