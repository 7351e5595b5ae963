CREATE TABLE text_spans (
    document_id VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    item_id VARCHAR
);

COMMENT ON TABLE text_spans IS 'One run of characters of a document; a document''s spans partition its raw_text';
COMMENT ON COLUMN text_spans.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN text_spans.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN text_spans.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
COMMENT ON COLUMN text_spans.kind IS 'item: part of an item; else the reason why it is none; one of item title metadata wrapper navigation promo spam duplicate signature whitespace quarantined';
COMMENT ON COLUMN text_spans.item_id IS 'the unit of the outline; hash of document, path and kind';
