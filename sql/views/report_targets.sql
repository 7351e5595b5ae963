-- One row: one quantified commitment of an original document, with region, level, year, issuer, place and sentence.
CREATE OR REPLACE VIEW report_targets AS
WITH wordings AS (
    -- What an indicator is called that is not a listed one: its shortest wording.
    SELECT indicator_code, min_by(indicator, (length(indicator), indicator)) AS indicator
    FROM targets
    WHERE indicator_code IS NOT NULL
    GROUP BY indicator_code
),
tops AS (
    SELECT
        document_id,
        path,
        -- A label that brings no mark of its own stands apart: 3 强化体育锻炼.
        coalesce(label, '') || CASE WHEN label SIMILAR TO '.*[0-9A-Za-z章节条]' THEN ' ' ELSE '' END
        || coalesce(heading, '') AS heading
    FROM items
    WHERE depth = 1
),
leaders AS (
    SELECT
        bridge.item_id,
        array_to_string(
            list_sort(list_distinct(list(coalesce(agencies.name, agencies.short_name, bridge.mention)))), '、'
        ) AS names
    FROM item_agencies AS bridge
    JOIN agencies USING (agency_id)
    WHERE bridge.role = 'lead' AND bridge.item_id IS NOT NULL
    GROUP BY bridge.item_id
)
SELECT
    targets.target_id,
    targets.document_id,
    documents.title,
    documents.document_type,
    documents.region_code,
    documents.region_name,
    documents.region_level,
    documents.province_name,
    documents.plan_year,
    documents.issuers,
    leaders.names AS lead_agencies,
    coalesce(indicators.name, wordings.indicator, targets.indicator) AS indicator,
    targets.indicator AS indicator_as_written,
    targets.indicator_code,
    targets.value,
    targets.value_max,
    targets.unit,
    targets.value_base,
    targets.unit_base,
    targets.comparator,
    targets.basis,
    targets.kind,
    coalesce(targets.deadline, CAST(documents.plan_year AS VARCHAR)) AS deadline,
    targets.modality,
    nullif(rtrim(tops.heading), '') AS section,
    items.path,
    topics.name AS topic_name,
    targets.quote,
    coalesce(sentence_around(items.text, targets.quote), targets.quote) AS sentence,
    documents.source_url,
    targets.item_id,
    targets.char_start,
    targets.char_end
FROM targets
JOIN report_plans AS documents USING (document_id)
LEFT JOIN indicators USING (indicator_code)
LEFT JOIN wordings USING (indicator_code)
LEFT JOIN items USING (item_id)
LEFT JOIN leaders USING (item_id)
LEFT JOIN tops ON tops.document_id = items.document_id AND tops.path = split_part(items.path, '.', 1)
LEFT JOIN topics USING (topic_code);

COMMENT ON VIEW report_targets IS 'One quantified commitment of an original document, with region, level, year, issuer, place and sentence';
COMMENT ON COLUMN report_targets.target_id IS 'the commitment; hash of document, place, indicator and value';
COMMENT ON COLUMN report_targets.document_id IS 'the source document; hash of source_uri';
COMMENT ON COLUMN report_targets.title IS 'the document''s own title; the file name where none is printed';
COMMENT ON COLUMN report_targets.document_type IS 'kind of document by its title';
COMMENT ON COLUMN report_targets.region_code IS 'six-digit GB/T 2260 code; 全国 = 100000';
COMMENT ON COLUMN report_targets.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_targets.region_level IS 'administrative level; one of country province prefecture county';
COMMENT ON COLUMN report_targets.province_name IS 'province that the division belongs to';
COMMENT ON COLUMN report_targets.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_targets.issuers IS 'issuing bodies, canonical where resolved, separated by 、';
COMMENT ON COLUMN report_targets.lead_agencies IS 'bodies that lead the unit it stands in, canonical where resolved, separated by 、';
COMMENT ON COLUMN report_targets.indicator IS 'listed name of the indicator; its shortest wording where it is not a listed one';
COMMENT ON COLUMN report_targets.indicator_as_written IS 'what is measured, as written';
COMMENT ON COLUMN report_targets.indicator_code IS 'the indicator in indicators; derived- and a key of the wording where it is not a listed one';
COMMENT ON COLUMN report_targets.value IS 'the number, or the lower bound of a range; in unit';
COMMENT ON COLUMN report_targets.value_max IS 'upper bound of a range; null otherwise';
COMMENT ON COLUMN report_targets.unit IS 'unit as written; % for percentages, ratio for a:b; empty for a bare number';
COMMENT ON COLUMN report_targets.value_base IS 'value in unit_base, to compare across units';
COMMENT ON COLUMN report_targets.unit_base IS 'base unit of the dimension, as in units';
COMMENT ON COLUMN report_targets.comparator IS 'how the value binds; one of eq ge le gt lt approx between';
COMMENT ON COLUMN report_targets.basis IS 'a level to reach, or a change by this much; one of level increase decrease';
COMMENT ON COLUMN report_targets.kind IS 'what sort of quantity';
COMMENT ON COLUMN report_targets.deadline IS 'own time limit, else the plan year: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY, long_term';
COMMENT ON COLUMN report_targets.modality IS 'how firmly it is promised, as the words around it say; null: plainly';
COMMENT ON COLUMN report_targets.section IS 'label and heading of the outermost unit around it';
COMMENT ON COLUMN report_targets.path IS 'place in the outline';
COMMENT ON COLUMN report_targets.topic_name IS 'topic of the unit it stands in';
COMMENT ON COLUMN report_targets.quote IS 'the words at char_start to char_end, without discarded spans';
COMMENT ON COLUMN report_targets.sentence IS 'the sentence around the quote';
COMMENT ON COLUMN report_targets.source_url IS 'address of the original that the text or page names';
COMMENT ON COLUMN report_targets.item_id IS 'the unit it stands in; null: the whole document, wrapper or preamble';
COMMENT ON COLUMN report_targets.char_start IS 'first character in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_targets.char_end IS 'character after the last in documents.raw_text; unit: characters (code points)';
