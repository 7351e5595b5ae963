-- One row: one cited document, loaded or known by its title only, with how often and from where it is cited.
CREATE OR REPLACE VIEW report_most_cited AS
SELECT
    cited_key,
    mode(cited_title ORDER BY cited_title) AS cited_title,
    mode(cited_number ORDER BY cited_number) AS cited_number,
    any_value(cited_document_id) AS cited_document_id,
    any_value(cited_region_level) AS cited_region_level,
    count(*) AS citations,
    count(DISTINCT document_id) AS documents,
    count(DISTINCT region_code) AS regions,
    min(plan_year) AS first_plan_year,
    max(plan_year) AS last_plan_year
FROM report_citations
GROUP BY cited_key;

COMMENT ON VIEW report_most_cited IS 'One cited document, loaded or known by its title only, with how often and from where it is cited';
COMMENT ON COLUMN report_most_cited.cited_key IS 'the cited document as in report_citations';
COMMENT ON COLUMN report_most_cited.cited_title IS 'its title as most citations write it, without 《》';
COMMENT ON COLUMN report_most_cited.cited_number IS '发文字号 that most citations give';
COMMENT ON COLUMN report_most_cited.cited_document_id IS 'the document itself, where it is loaded';
COMMENT ON COLUMN report_most_cited.cited_region_level IS 'its administrative level, where it is loaded';
COMMENT ON COLUMN report_most_cited.citations IS 'how often it is cited, once an item; unit: citations';
COMMENT ON COLUMN report_most_cited.documents IS 'original documents that cite it; unit: documents';
COMMENT ON COLUMN report_most_cited.regions IS 'divisions whose plans cite it; unit: divisions';
COMMENT ON COLUMN report_most_cited.first_plan_year IS 'earliest plan that cites it; unit: calendar year';
COMMENT ON COLUMN report_most_cited.last_plan_year IS 'latest plan that cites it; unit: calendar year';
