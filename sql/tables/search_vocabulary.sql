CREATE TABLE search_vocabulary (
    term_key UBIGINT NOT NULL,
    term VARCHAR NOT NULL
);

COMMENT ON TABLE search_vocabulary IS 'One word that occurs in some item: where search_items looks for words that hold, or are held by, a given one';
COMMENT ON COLUMN search_vocabulary.term_key IS 'the word as a number: the first 64 bits of its SHA-256';
COMMENT ON COLUMN search_vocabulary.term IS 'word of the item''s text';
