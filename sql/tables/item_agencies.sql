CREATE TABLE item_agencies (
    document_id VARCHAR NOT NULL,
    item_id VARCHAR,
    agency_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    mention VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

COMMENT ON TABLE item_agencies IS 'One mention of a body in a role, at an item or for the whole document';
COMMENT ON COLUMN item_agencies.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN item_agencies.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN item_agencies.agency_id IS 'the body; hash of its canonical name, or of mention and region while unresolved';
COMMENT ON COLUMN item_agencies.role IS 'what the body does; one of issuer addressee lead support mentioned';
COMMENT ON COLUMN item_agencies.mention IS 'the body as written';
COMMENT ON COLUMN item_agencies.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN item_agencies.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
