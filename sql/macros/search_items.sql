-- One row: an item that the words of a query lead to, best first. SELECT * FROM search_items('普惠性幼儿园 覆盖率')
-- Words are separated by white space. A word finds the terms that equal it, hold it, or (from two characters on) are
-- held by it, with falling weight; items are ranked by BM25 (k1 1.2, b 0.75), items that answer more of the words
-- first, and rank higher where a word stands in them letter by letter. Duplicates of other documents are left out.
CREATE OR REPLACE MACRO search_items(query, max_items := 50) AS TABLE
WITH words AS (
    SELECT DISTINCT unnest(string_split_regex(trim(query), '\s+')) AS word
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
        words.word,
        search_vocabulary.term,
        CASE
            WHEN search_vocabulary.term = words.word THEN 1.0
            WHEN contains(search_vocabulary.term, words.word) THEN 0.7
            ELSE 0.5 * length(search_vocabulary.term) / length(words.word)
        END AS weight
    FROM words
    JOIN search_vocabulary ON
        contains(search_vocabulary.term, words.word)
        OR (length(search_vocabulary.term) > 1 AND contains(words.word, search_vocabulary.term))
    WHERE words.word <> ''
),
postings AS (
    SELECT
        term,
        item_key,
        frequency,
        word_count
    FROM search_postings
    WHERE term IN (SELECT term FROM found_terms)
),
term_items AS (
    SELECT
        term,
        count(*) AS items
    FROM postings
    GROUP BY term
),
hits AS (
    SELECT
        postings.item_key,
        found_terms.word,
        sum(
            found_terms.weight
            * ln(1 + (collection.items - term_items.items + 0.5) / (term_items.items + 0.5))
            * postings.frequency * 2.2
            / (postings.frequency + 1.2 * (0.25 + 0.75 * postings.word_count / collection.mean_words))
        ) AS score
    FROM postings
    JOIN found_terms USING (term)
    JOIN term_items USING (term)
    CROSS JOIN collection
    GROUP BY postings.item_key, found_terms.word
),
candidates AS (
    SELECT
        format('{:016x}', item_key) AS item_id,
        sum(score) * count(*) / (SELECT count(*) FROM words) AS score
    FROM hits
    GROUP BY item_key
),
best AS (
    SELECT
        candidates.item_id,
        candidates.score,
        items.document_id,
        items.path,
        items.heading,
        items.text,
        documents.title,
        documents.region_name,
        documents.plan_year,
        documents.source_url
    FROM candidates
    JOIN items USING (item_id)
    JOIN documents USING (document_id)
    WHERE documents.duplicate_of IS NULL
    ORDER BY candidates.score DESC, candidates.item_id
    LIMIT 500
),
verbatim AS (
    SELECT
        best.item_id,
        count(*) AS words
    FROM best
    JOIN words ON contains(best.text, words.word) OR contains(best.heading, words.word)
    GROUP BY best.item_id
)
SELECT
    best.item_id,
    best.document_id,
    best.title,
    best.region_name,
    best.plan_year,
    best.path,
    best.heading,
    best.text,
    round(best.score * (1 + coalesce(verbatim.words, 0) / (SELECT count(*) FROM words)), 4) AS score,
    best.source_url
FROM best
LEFT JOIN verbatim USING (item_id)
ORDER BY score DESC, best.item_id
LIMIT max_items;

COMMENT ON MACRO TABLE search_items IS 'One item that the words of a query (separated by white space) lead to, best first';
