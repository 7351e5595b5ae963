-- One row: one word of one item's text with its frequency.
CREATE OR REPLACE VIEW search_terms AS
SELECT
    search_vocabulary.term,
    format('{:016x}', search_postings.item_key) AS item_id,
    search_postings.frequency
FROM search_postings
JOIN search_vocabulary USING (term_key);

COMMENT ON VIEW search_terms IS 'One word of one item''s text with its frequency';
COMMENT ON COLUMN search_terms.term IS 'word of the item''s text';
COMMENT ON COLUMN search_terms.item_id IS 'the unit of the outline';
COMMENT ON COLUMN search_terms.frequency IS 'how often the term occurs in the item';
