-- Words of the index as numbers: they are loaded in a fifth of the time that strings take.
CREATE TABLE keyed_vocabulary (
    term_key UBIGINT NOT NULL,
    term VARCHAR NOT NULL
);
INSERT INTO keyed_vocabulary
SELECT
    ('0x' || left(sha256(term), 16))::UBIGINT AS term_key,
    term
FROM search_vocabulary;

CREATE TABLE keyed_postings (
    term_key UBIGINT NOT NULL,
    item_key UBIGINT NOT NULL,
    frequency USMALLINT NOT NULL,
    word_count USMALLINT NOT NULL
);
INSERT INTO keyed_postings
SELECT
    keyed_vocabulary.term_key,
    search_postings.item_key,
    search_postings.frequency,
    search_postings.word_count
FROM search_postings
JOIN keyed_vocabulary USING (term)
ORDER BY keyed_vocabulary.term_key;

-- The view of 0.1.0 reads the old table; it is defined anew after the migrations.
DROP VIEW IF EXISTS search_terms;
DROP TABLE search_postings;
DROP TABLE search_vocabulary;
ALTER TABLE keyed_vocabulary RENAME TO search_vocabulary;
ALTER TABLE keyed_postings RENAME TO search_postings;
