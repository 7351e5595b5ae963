CREATE TABLE search_vocabulary (
    term VARCHAR NOT NULL
);

COMMENT ON TABLE search_vocabulary IS 'One word that occurs in some item: where search_items looks for words that hold, or are held by, a given one';
COMMENT ON COLUMN search_vocabulary.term IS 'word of the item''s text';
