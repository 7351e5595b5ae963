-- One row: an item that the words of a query lead to, best first. SELECT * FROM search_items('普惠性幼儿园 覆盖率')
-- Words are separated by white space. A word finds the terms that equal it, hold it, or (from two characters on) are
-- held by it, with falling weight; items are ranked by BM25 (k1 1.2, b 0.75), items that answer more of the words
-- first, and rank higher where a word stands in them letter by letter. Duplicates of other documents are left out.
CREATE OR REPLACE MACRO search_items(query, max_items := 50) AS TABLE
WITH words AS (
    SELECT
        word,
        row_number() OVER (ORDER BY word) AS position
    FROM (SELECT DISTINCT unnest(string_split_regex(trim(query), '\s+')) AS word)
    WHERE word <> ''
),
collection AS (
    SELECT
        count(*) AS items,
        avg(word_count) AS mean_words
    FROM items
    WHERE word_count > 0
),
found_terms AS (
    SELECT
        search_vocabulary.term_key,
        -- One bit a word: which words an item answers is then one number.
        1::UBIGINT << least(words.position - 1, 62) AS word_bit,
        CASE
            WHEN search_vocabulary.term = words.word THEN 1e0
            WHEN contains(search_vocabulary.term, words.word) THEN 0.7e0
            ELSE 0.5e0 * length(search_vocabulary.term) / length(words.word)
        END AS weight
    FROM words
    JOIN search_vocabulary ON
        contains(search_vocabulary.term, words.word)
        OR (length(search_vocabulary.term) > 1 AND contains(words.word, search_vocabulary.term))
),
postings AS MATERIALIZED (
    SELECT
        term_key,
        item_key,
        frequency,
        word_count
    FROM search_postings
    WHERE term_key IN (SELECT term_key FROM found_terms)
),
term_items AS (
    SELECT
        term_key,
        count(*) AS items
    FROM postings
    GROUP BY term_key
),
gains AS (
    SELECT
        found_terms.term_key,
        found_terms.word_bit,
        found_terms.weight * 2.2e0
        * ln(1e0 + (collection.items - term_items.items + 0.5e0) / (term_items.items + 0.5e0)) AS gain,
        0.9e0 / collection.mean_words AS per_word
    FROM found_terms
    JOIN term_items USING (term_key)
    CROSS JOIN collection
),
candidates AS (
    SELECT
        postings.item_key,
        sum(gains.gain * postings.frequency / (postings.frequency + 0.3e0 + gains.per_word * postings.word_count))
        * bit_count(bit_or(gains.word_bit)) / (SELECT count(*) FROM words) AS score
    FROM postings
    JOIN gains USING (term_key)
    GROUP BY postings.item_key
    ORDER BY score DESC, postings.item_key
    -- Enough for 500 where reposts stand beside their originals.
    LIMIT 2000
),
best AS (
    SELECT
        candidates.score,
        items.item_id,
        items.document_id,
        items.path,
        items.heading,
        items.text,
        documents.title,
        documents.region_name,
        documents.plan_year,
        documents.source_url
    FROM candidates
    JOIN items ON items.item_id = format('{:016x}', candidates.item_key)
    JOIN documents USING (document_id)
    WHERE documents.duplicate_of IS NULL
    ORDER BY candidates.score DESC, items.item_id
    LIMIT 500
)
SELECT
    item_id,
    document_id,
    title,
    region_name,
    plan_year,
    path,
    heading,
    text,
    -- How many of the words stand in it letter by letter.
    round(
        score * (1 + len(list_filter(
            sought, lambda word: contains(text, word) OR contains(coalesce(heading, ''), word)
        )) / len(sought)),
        4
    ) AS score,
    source_url
FROM best
CROSS JOIN (SELECT list(word) AS sought FROM words)
ORDER BY score DESC, item_id
LIMIT max_items;

COMMENT ON MACRO TABLE search_items IS 'One item that the words of a query (separated by white space) lead to, best first';
