-- One row: one original document as other report views name it: what it is, whose it is, and for which place and years.
CREATE OR REPLACE VIEW report_plans AS
WITH regions_in_force AS (
    SELECT region_code, arg_max(level, coalesce(valid_from, '')) AS level, arg_max(name, coalesce(valid_from, '')) AS name
    FROM regions
    GROUP BY region_code
),
issuers AS (
    SELECT
        bridge.document_id,
        string_agg(DISTINCT coalesce(agencies.name, bridge.mention), '、' ORDER BY coalesce(agencies.name, bridge.mention)) AS issuers
    FROM item_agencies AS bridge
    JOIN agencies USING (agency_id)
    WHERE bridge.role = 'issuer'
    GROUP BY bridge.document_id
)
SELECT
    documents.document_id,
    coalesce(documents.title, regexp_extract(documents.source_uri, '[^/]*$')) AS title,
    documents.document_type,
    documents.region_code,
    documents.region_name,
    regions_in_force.level AS region_level,
    provinces.name AS province_name,
    documents.plan_year,
    coalesce(documents.plan_year_end, documents.plan_year) AS plan_year_end,
    issuers.issuers,
    documents.source_url
FROM documents
LEFT JOIN regions_in_force USING (region_code)
LEFT JOIN regions_in_force AS provinces ON provinces.region_code = left(documents.region_code, 2) || '0000'
LEFT JOIN issuers USING (document_id)
WHERE documents.duplicate_of IS NULL;

COMMENT ON VIEW report_plans IS 'One original document as other report views name it: what it is, whose it is, and for which place and years';
COMMENT ON COLUMN report_plans.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN report_plans.title IS 'the document''s own title; the file name where none is printed';
COMMENT ON COLUMN report_plans.document_type IS 'kind of document by its title';
COMMENT ON COLUMN report_plans.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_plans.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_plans.region_level IS 'administrative level; one of country province prefecture county';
COMMENT ON COLUMN report_plans.province_name IS 'province that the division belongs to; null for the whole country';
COMMENT ON COLUMN report_plans.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_plans.plan_year_end IS 'last year the plan is for, plan_year where it is for one; unit: calendar year';
COMMENT ON COLUMN report_plans.issuers IS 'issuing bodies, canonical where resolved, separated by 、';
COMMENT ON COLUMN report_plans.source_url IS 'address of the original that the text or page names';
