CREATE TABLE deadlines (
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    due VARCHAR NOT NULL,
    due_date DATE,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

COMMENT ON TABLE deadlines IS 'One mention of a time limit';
COMMENT ON COLUMN deadlines.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN deadlines.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN deadlines.due IS 'the limit: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY or long_term';
COMMENT ON COLUMN deadlines.due_date IS 'last day of the limit; null for long_term';
COMMENT ON COLUMN deadlines.quote IS 'the words at char_start to char_end, without discarded spans';
COMMENT ON COLUMN deadlines.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN deadlines.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
