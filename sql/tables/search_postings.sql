CREATE TABLE search_postings (
    term_key UBIGINT NOT NULL,
    item_key UBIGINT NOT NULL,
    frequency USMALLINT NOT NULL,
    word_count USMALLINT NOT NULL
);

COMMENT ON TABLE search_postings IS 'One word of one item''s text with its frequency, in numbers: the index that search_items reads';
COMMENT ON COLUMN search_postings.term_key IS 'the word as a number: the first 64 bits of its SHA-256';
COMMENT ON COLUMN search_postings.item_key IS 'item_id as a number';
COMMENT ON COLUMN search_postings.frequency IS 'how often the term occurs in the item, at most 65535; unit: occurrences';
COMMENT ON COLUMN search_postings.word_count IS 'word_count of the item, at most 65535; unit: words';
