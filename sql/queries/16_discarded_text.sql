-- Which text belongs to no unit of a plan, and why?
-- The spans of a document partition its text: the characters add up to all characters of the documents.
SELECT
    kind,
    count(*) AS spans,
    count(DISTINCT document_id) AS documents,
    sum(char_end - char_start) AS characters,
    round(100 * sum(char_end - char_start) / sum(sum(char_end - char_start)) OVER (), 1) AS percent
FROM text_spans
GROUP BY kind
ORDER BY characters DESC, kind;
