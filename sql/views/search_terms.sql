-- One row: one word of one item's text with its frequency.
CREATE OR REPLACE VIEW search_terms AS
SELECT
    term,
    format('{:016x}', item_key) AS item_id,
    frequency
FROM search_postings;

COMMENT ON VIEW search_terms IS 'One word of one item''s text with its frequency';
COMMENT ON COLUMN search_terms.term IS 'word of the item''s text';
COMMENT ON COLUMN search_terms.item_id IS 'the unit of the outline';
COMMENT ON COLUMN search_terms.frequency IS 'how often the term occurs in the item';
