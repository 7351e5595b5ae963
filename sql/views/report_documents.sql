-- One row: one source document, reposts included: what was found in it and how much of its text that explains.
CREATE OR REPLACE VIEW report_documents AS
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
),
item_counts AS (SELECT document_id, count(*) AS items FROM items GROUP BY document_id),
target_counts AS (SELECT document_id, count(*) AS targets FROM targets GROUP BY document_id),
agency_counts AS (SELECT document_id, count(DISTINCT agency_id) AS agencies FROM item_agencies GROUP BY document_id),
deadline_counts AS (SELECT document_id, count(*) AS deadlines FROM deadlines GROUP BY document_id),
citation_counts AS (SELECT document_id, count(*) AS citations FROM citations GROUP BY document_id),
reposts AS (
    SELECT duplicate_of AS document_id, count(*) AS reposts
    FROM documents
    WHERE duplicate_of IS NOT NULL
    GROUP BY duplicate_of
),
characters AS (
    SELECT
        document_id,
        sum(char_end - char_start) FILTER (kind = 'item') AS item_characters,
        sum(char_end - char_start) FILTER (kind IN ('navigation', 'promo', 'spam')) AS junk_characters,
        sum(char_end - char_start) FILTER (kind <> 'whitespace') AS visible_characters
    FROM text_spans
    GROUP BY document_id
)
SELECT
    documents.document_id,
    coalesce(documents.title, regexp_extract(documents.source_uri, '[^/]*$')) AS title,
    documents.document_type,
    documents.document_number,
    documents.region_code,
    documents.region_name,
    regions_in_force.level AS region_level,
    provinces.name AS province_name,
    documents.plan_year,
    coalesce(documents.plan_year_end, documents.plan_year) AS plan_year_end,
    issuers.issuers,
    documents.written_date,
    documents.published_date,
    coalesce(item_counts.items, 0) AS items,
    coalesce(target_counts.targets, 0) AS targets,
    coalesce(agency_counts.agencies, 0) AS agencies,
    coalesce(deadline_counts.deadlines, 0) AS deadlines,
    coalesce(citation_counts.citations, 0) AS citations,
    documents.char_count,
    round(100.0 * coalesce(characters.item_characters, 0) / nullif(characters.visible_characters, 0), 1) AS item_share,
    round(100.0 * coalesce(characters.junk_characters, 0) / nullif(characters.visible_characters, 0), 1) AS junk_share,
    documents.flags,
    documents.duplicate_of IS NULL AS is_original,
    documents.duplicate_of,
    coalesce(reposts.reposts, 0) AS reposts,
    documents.source_url,
    documents.source_uri,
    documents.run_id,
    documents.loaded_at
FROM documents
LEFT JOIN regions_in_force USING (region_code)
LEFT JOIN regions_in_force AS provinces ON provinces.region_code = left(documents.region_code, 2) || '0000'
LEFT JOIN issuers USING (document_id)
LEFT JOIN item_counts USING (document_id)
LEFT JOIN target_counts USING (document_id)
LEFT JOIN agency_counts USING (document_id)
LEFT JOIN deadline_counts USING (document_id)
LEFT JOIN citation_counts USING (document_id)
LEFT JOIN reposts USING (document_id)
LEFT JOIN characters USING (document_id);

COMMENT ON VIEW report_documents IS 'One source document, reposts included: what was found in it and how much of its text that explains';
COMMENT ON COLUMN report_documents.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN report_documents.title IS 'the document''s own title; the file name where none is printed';
COMMENT ON COLUMN report_documents.document_type IS 'kind of document by its title';
COMMENT ON COLUMN report_documents.document_number IS '发文字号 with 〔〕, as 海教〔2021〕1号';
COMMENT ON COLUMN report_documents.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_documents.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_documents.region_level IS 'administrative level; one of country province prefecture county';
COMMENT ON COLUMN report_documents.province_name IS 'province that the division belongs to; null for the whole country';
COMMENT ON COLUMN report_documents.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_documents.plan_year_end IS 'last year the plan is for, plan_year where it is for one; unit: calendar year';
COMMENT ON COLUMN report_documents.issuers IS 'issuing bodies, canonical where resolved, separated by 、';
COMMENT ON COLUMN report_documents.written_date IS '成文日期: the date under the signature, else of the metadata block';
COMMENT ON COLUMN report_documents.published_date IS '发布日期 shown by the page or metadata block';
COMMENT ON COLUMN report_documents.items IS 'units of the outline; unit: items';
COMMENT ON COLUMN report_documents.targets IS 'quantified commitments; unit: targets';
COMMENT ON COLUMN report_documents.agencies IS 'different bodies named in any role; unit: bodies';
COMMENT ON COLUMN report_documents.deadlines IS 'mentions of a time limit; unit: mentions';
COMMENT ON COLUMN report_documents.citations IS 'documents named in the text; unit: citations';
COMMENT ON COLUMN report_documents.char_count IS 'length of raw_text; unit: characters (code points)';
COMMENT ON COLUMN report_documents.item_share IS 'visible characters that belong to an item; unit: percent';
COMMENT ON COLUMN report_documents.junk_share IS 'visible characters that are navigation, promotion or spam; unit: percent';
COMMENT ON COLUMN report_documents.flags IS 'known defects of the source; any of flattened_table masked_names reposted run_on seo_spam truncated';
COMMENT ON COLUMN report_documents.is_original IS 'false: a repost; other report views leave it out';
COMMENT ON COLUMN report_documents.duplicate_of IS 'the document that this one repeats; null: an original';
COMMENT ON COLUMN report_documents.reposts IS 'other documents of the warehouse that repeat this one; unit: documents';
COMMENT ON COLUMN report_documents.source_url IS 'address of the original that the text or page names';
COMMENT ON COLUMN report_documents.source_uri IS 'address of the source: path or URL; a member of an archive is archive!/path';
COMMENT ON COLUMN report_documents.run_id IS 'the run that wrote the row';
COMMENT ON COLUMN report_documents.loaded_at IS 'start of the run that loaded the row; unit: UTC';
