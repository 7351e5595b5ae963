-- One row: one run of characters that a target, body, time limit or citation stands on: what a reader marks in colour.
CREATE OR REPLACE VIEW report_marks AS
SELECT
    document_id,
    char_start,
    char_end,
    'target' AS kind,
    target_id AS mark_id,
    item_id,
    quote,
    indicator AS name,
    value,
    value_max,
    unit,
    comparator,
    basis,
    deadline AS due,
    NULL AS role,
    NULL AS cited_document_id
FROM targets
UNION ALL
SELECT
    bridge.document_id,
    bridge.char_start,
    bridge.char_end,
    'agency',
    'a' || bridge.char_start || '-' || bridge.agency_id,
    bridge.item_id,
    bridge.mention,
    agencies.name,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    bridge.role,
    NULL
FROM item_agencies AS bridge
JOIN agencies USING (agency_id)
UNION ALL
SELECT
    document_id,
    char_start,
    char_end,
    'deadline',
    'd' || char_start || '-' || due,
    item_id,
    quote,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    due,
    NULL,
    NULL
FROM deadlines
UNION ALL
SELECT
    document_id,
    char_start,
    char_end,
    'citation',
    citation_id,
    item_id,
    title,
    document_number,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    cited_document_id
FROM citations;

COMMENT ON VIEW report_marks IS 'One run of characters that a target, body, time limit or citation stands on: what a reader marks in colour';
COMMENT ON COLUMN report_marks.document_id IS 'the source document, reposts included';
COMMENT ON COLUMN report_marks.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_marks.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
COMMENT ON COLUMN report_marks.kind IS 'table of the row; one of target agency deadline citation';
COMMENT ON COLUMN report_marks.mark_id IS 'target_id, citation_id, or place and key of a body or limit; unique in a document with role';
COMMENT ON COLUMN report_marks.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN report_marks.quote IS 'the words; of a citation its title';
COMMENT ON COLUMN report_marks.name IS 'indicator, canonical name of the body, or number of the cited document; null: none';
COMMENT ON COLUMN report_marks.value IS 'of a target the number, or the lower bound of a range; in unit';
COMMENT ON COLUMN report_marks.value_max IS 'of a target the upper bound of a range; null otherwise';
COMMENT ON COLUMN report_marks.unit IS 'of a target the unit as written';
COMMENT ON COLUMN report_marks.comparator IS 'of a target how the value binds; one of eq ge le gt lt approx between';
COMMENT ON COLUMN report_marks.basis IS 'of a target a level to reach, or a change; one of level increase decrease';
COMMENT ON COLUMN report_marks.due IS 'time limit of a target or deadline: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY, long_term';
COMMENT ON COLUMN report_marks.role IS 'of a body what it does; one of issuer addressee lead support mentioned';
COMMENT ON COLUMN report_marks.cited_document_id IS 'of a citation the cited document, where the warehouse has it';
