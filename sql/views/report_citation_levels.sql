-- One row: documents of one level that cite documents of another: how policy travels from 中央 to 省, 市 and 县.
CREATE OR REPLACE VIEW report_citation_levels AS
SELECT
    coalesce(region_level, 'unknown') AS citing_level,
    coalesce(cited_region_level, 'not loaded') AS cited_level,
    count(*) AS citations,
    count(DISTINCT document_id) AS documents,
    count(DISTINCT cited_document_id) AS cited_documents
FROM report_citations
GROUP BY ALL;

COMMENT ON VIEW report_citation_levels IS 'Documents of one level that cite documents of another: how policy travels from 中央 to 省, 市 and 县';
COMMENT ON COLUMN report_citation_levels.citing_level IS 'level of the citing documents; one of country province prefecture county unknown';
COMMENT ON COLUMN report_citation_levels.cited_level IS 'level of the cited documents; one of country province prefecture county, or not loaded';
COMMENT ON COLUMN report_citation_levels.citations IS 'citations, once an item; unit: citations';
COMMENT ON COLUMN report_citation_levels.documents IS 'original documents that cite; unit: documents';
COMMENT ON COLUMN report_citation_levels.cited_documents IS 'loaded documents that are cited; unit: documents';
