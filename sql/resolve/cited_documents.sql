-- One row: a citation and the one original that it can mean.
-- By 发文字号; else by the whole title; else by the title from 关于 on, which is how a title is cited without its
-- issuer. By title only documents of the citing document's own region or of one above it are meant. Where two fit
-- equally well the citation stays unresolved.
WITH documents AS (
    FROM documents
),
citations AS (
    FROM citations
),
originals AS (
    SELECT
        document_id,
        region_code,
        document_number,
        regexp_replace(title, '[\s《》〈〉<>“”"'']', '', 'g') AS bare_title
    FROM documents
    WHERE duplicate_of IS NULL
),
cited AS (
    SELECT
        citations.citation_id,
        citations.document_id,
        citations.document_number,
        documents.region_code,
        regexp_replace(citations.title, '[\s《》〈〉<>“”"'']', '', 'g') AS bare_title
    FROM citations
    JOIN documents USING (document_id)
),
found_by_number AS (
    SELECT
        cited.citation_id,
        originals.document_id AS cited_document_id,
        1 AS rank
    FROM cited
    JOIN originals USING (document_number)
    WHERE originals.document_id <> cited.document_id
),
same_title AS (
    SELECT
        cited.citation_id,
        originals.document_id AS cited_document_id,
        2 AS rank,
        cited.region_code AS citing_region,
        originals.region_code AS cited_region
    FROM cited
    JOIN originals USING (bare_title)
    WHERE originals.document_id <> cited.document_id AND length(cited.bare_title) >= 6
),
same_title_from_about_on AS (
    SELECT
        cited.citation_id,
        originals.document_id AS cited_document_id,
        3 AS rank,
        cited.region_code AS citing_region,
        originals.region_code AS cited_region
    FROM cited
    JOIN originals ON cited.bare_title = regexp_extract(originals.bare_title, '关于.*$')
    WHERE originals.document_id <> cited.document_id AND length(cited.bare_title) >= 10
),
found_by_title AS (
    SELECT citation_id, cited_document_id, rank
    FROM (FROM same_title UNION ALL FROM same_title_from_about_on)
    WHERE
        cited_region = '100000'
        OR starts_with(citing_region, regexp_replace(cited_region, '(00){1,2}$', ''))
),
best AS (
    FROM (FROM found_by_number UNION ALL FROM found_by_title)
    QUALIFY rank = min(rank) OVER (PARTITION BY citation_id)
)
SELECT
    citation_id,
    any_value(cited_document_id) AS cited_document_id
FROM best
GROUP BY citation_id
HAVING count(DISTINCT cited_document_id) = 1
