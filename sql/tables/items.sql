CREATE TABLE items (
    item_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    parent_item_id VARCHAR,
    path VARCHAR NOT NULL,
    depth INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    label VARCHAR,
    heading VARCHAR,
    text VARCHAR NOT NULL,
    topic_code VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    word_count INTEGER NOT NULL
);

COMMENT ON TABLE items IS 'One unit of a document''s outline: a numbered unit, a row of a task table, the preamble or the closing';
COMMENT ON COLUMN items.item_id IS 'the unit of the outline; hash of document, path and kind';
COMMENT ON COLUMN items.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN items.parent_item_id IS 'the unit that holds this one; null at the top';
COMMENT ON COLUMN items.path IS 'place in the outline: positions among siblings, dot separated; annex units start with A';
COMMENT ON COLUMN items.depth IS 'level in the outline, 1 outermost; unit: levels';
COMMENT ON COLUMN items.position IS 'place among siblings, from 1; unit: units';
COMMENT ON COLUMN items.kind IS 'what the unit is; one of section item measure row preamble closing';
COMMENT ON COLUMN items.label IS 'number as printed (一、 (一) 1.); null for preamble and closing';
COMMENT ON COLUMN items.heading IS 'heading or lead phrase without the label; null where there is none';
COMMENT ON COLUMN items.text IS 'the unit''s own text after its label, as written; children, discards and white space left out but line breaks';
COMMENT ON COLUMN items.topic_code IS 'topic the text speaks of most, by the key words of topics; null: none';
COMMENT ON COLUMN items.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN items.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
COMMENT ON COLUMN items.word_count IS 'words of the text that are search terms, repeats counted; unit: words';
