CREATE TABLE search_terms (
    term VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    frequency INTEGER NOT NULL
);

COMMENT ON TABLE search_terms IS 'One word of an item''s text with its frequency: the index that search_items reads';
COMMENT ON COLUMN search_terms.term IS 'word of the item''s text';
COMMENT ON COLUMN search_terms.item_id IS 'the unit of the outline; hash of document, path and kind';
COMMENT ON COLUMN search_terms.frequency IS 'how often the term occurs in the item; unit: occurrences';
