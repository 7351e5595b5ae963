-- One row: one document that an original document cites, once an item, and the loaded document that is meant, if any.
CREATE OR REPLACE VIEW report_citations AS
WITH region_levels AS (
    SELECT region_code, arg_max(level, coalesce(valid_from, '')) AS level FROM regions GROUP BY region_code
),
plans AS (
    SELECT
        documents.document_id,
        coalesce(documents.title, regexp_extract(documents.source_uri, '[^/]*$')) AS title,
        documents.region_code,
        documents.region_name,
        region_levels.level AS region_level,
        documents.plan_year,
        documents.duplicate_of IS NULL AS is_original
    FROM documents
    LEFT JOIN region_levels USING (region_code)
)
SELECT
    citations.citation_id,
    citations.document_id,
    plans.title,
    plans.region_code,
    plans.region_name,
    plans.region_level,
    plans.plan_year,
    items.path,
    citations.title AS cited_title,
    citations.document_number AS cited_number,
    citations.cited_document_id,
    -- The same document is cited with and without its central issuers, and with one or other kind of quotation mark.
    coalesce(
        citations.cited_document_id,
        regexp_replace(
            regexp_replace(citations.title, '[\s、《》〈〉<>“”"'']', '', 'g'),
            '^(中共中央|国务院|办公厅){1,4}(关于)', '\2'
        )
    ) AS cited_key,
    cited.region_name AS cited_region_name,
    cited.region_level AS cited_region_level,
    cited.plan_year AS cited_plan_year,
    citations.item_id,
    citations.char_start,
    citations.char_end
FROM citations
JOIN plans ON plans.document_id = citations.document_id
LEFT JOIN items ON items.item_id = citations.item_id
LEFT JOIN plans AS cited ON cited.document_id = citations.cited_document_id
WHERE plans.is_original;

COMMENT ON VIEW report_citations IS 'One document that an original document cites, once an item, and the loaded document that is meant, if any';
COMMENT ON COLUMN report_citations.citation_id IS 'the citation';
COMMENT ON COLUMN report_citations.document_id IS 'the citing document';
COMMENT ON COLUMN report_citations.title IS 'title of the citing document; the file name where none is printed';
COMMENT ON COLUMN report_citations.region_code IS 'division the citing plan covers, GB/T 2260';
COMMENT ON COLUMN report_citations.region_name IS 'official name of the division the citing plan covers';
COMMENT ON COLUMN report_citations.region_level IS 'its administrative level; one of country province prefecture county';
COMMENT ON COLUMN report_citations.plan_year IS 'first year the citing plan is for; unit: calendar year';
COMMENT ON COLUMN report_citations.path IS 'place of the citing unit in its outline; null: wrapper or preamble';
COMMENT ON COLUMN report_citations.cited_title IS 'title of the cited document as written, without 《》';
COMMENT ON COLUMN report_citations.cited_number IS '发文字号 given with it';
COMMENT ON COLUMN report_citations.cited_document_id IS 'the cited document, where exactly one in the warehouse fits';
COMMENT ON COLUMN report_citations.cited_key IS 'equal for citations of one document: its id where it is loaded, else its bare title';
COMMENT ON COLUMN report_citations.cited_region_name IS 'division that the cited document covers; null: not loaded';
COMMENT ON COLUMN report_citations.cited_region_level IS 'administrative level of the cited document; null: not loaded';
COMMENT ON COLUMN report_citations.cited_plan_year IS 'first year the cited document is for; unit: calendar year';
COMMENT ON COLUMN report_citations.item_id IS 'the citing unit; null: wrapper or preamble';
COMMENT ON COLUMN report_citations.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_citations.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
