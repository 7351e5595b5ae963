-- One row: one unit of an outline and one time limit that it states, with the bodies responsible.
CREATE OR REPLACE VIEW report_due_tasks AS
WITH limits AS (
    SELECT
        document_id,
        item_id,
        due,
        any_value(due_date) AS due_date,
        arg_min(quote, char_start) AS quote,
        min(char_start) AS char_start,
        arg_min(char_end, char_start) AS char_end
    FROM deadlines
    WHERE item_id IS NOT NULL
    GROUP BY document_id, item_id, due
),
named AS (
    SELECT
        bridge.item_id,
        bridge.role,
        coalesce(agencies.name, agencies.short_name, bridge.mention) AS agency_name
    FROM item_agencies AS bridge
    JOIN agencies USING (agency_id)
    WHERE bridge.role IN ('lead', 'support') AND bridge.item_id IN (SELECT item_id FROM limits)
),
bodies AS (
    SELECT
        item_id,
        array_to_string(list_sort(list_distinct(list(agency_name) FILTER (role = 'lead'))), '、') AS lead_agencies,
        array_to_string(list_sort(list_distinct(list(agency_name) FILTER (role = 'support'))), '、') AS support_agencies
    FROM named
    GROUP BY item_id
),
commitments AS (SELECT item_id, count(*) AS targets FROM targets GROUP BY item_id)
SELECT
    limits.due,
    limits.due_date,
    CASE
        WHEN limits.due_date IS NULL THEN 'long_term'
        WHEN limits.due_date < current_date THEN 'past'
        ELSE 'upcoming'
    END AS state,
    limits.quote,
    items.region_code,
    items.region_name,
    items.plan_year,
    items.title,
    items.section,
    items.path,
    items.label,
    items.heading,
    items.text AS task,
    items.topic_name,
    bodies.lead_agencies,
    bodies.support_agencies,
    coalesce(commitments.targets, 0) AS targets,
    limits.document_id,
    limits.item_id,
    limits.char_start,
    limits.char_end
FROM limits
JOIN report_items AS items USING (item_id)
LEFT JOIN bodies USING (item_id)
LEFT JOIN commitments USING (item_id);

COMMENT ON VIEW report_due_tasks IS 'One unit of an outline and one time limit that it states, with the bodies responsible';
COMMENT ON COLUMN report_due_tasks.due IS 'the limit: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY or long_term';
COMMENT ON COLUMN report_due_tasks.due_date IS 'last day of the limit; null for long_term';
COMMENT ON COLUMN report_due_tasks.state IS 'where the limit stands on the day of the query; one of upcoming past long_term, the last without a date';
COMMENT ON COLUMN report_due_tasks.quote IS 'the words that state the limit';
COMMENT ON COLUMN report_due_tasks.region_code IS 'division the plan covers, GB/T 2260';
COMMENT ON COLUMN report_due_tasks.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_due_tasks.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_due_tasks.title IS 'title of the document';
COMMENT ON COLUMN report_due_tasks.section IS 'label and heading of the outermost unit around it';
COMMENT ON COLUMN report_due_tasks.path IS 'place in the outline';
COMMENT ON COLUMN report_due_tasks.label IS 'number as printed';
COMMENT ON COLUMN report_due_tasks.heading IS 'heading of the unit; null where there is none';
COMMENT ON COLUMN report_due_tasks.task IS 'the unit''s own text';
COMMENT ON COLUMN report_due_tasks.topic_name IS 'topic the text speaks of most';
COMMENT ON COLUMN report_due_tasks.lead_agencies IS 'bodies that lead the unit, separated by 、';
COMMENT ON COLUMN report_due_tasks.support_agencies IS 'bodies that support it, separated by 、';
COMMENT ON COLUMN report_due_tasks.targets IS 'quantified commitments of the unit; unit: targets';
COMMENT ON COLUMN report_due_tasks.document_id IS 'the source document';
COMMENT ON COLUMN report_due_tasks.item_id IS 'the unit of the outline';
COMMENT ON COLUMN report_due_tasks.char_start IS 'first character of the quote in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_due_tasks.char_end IS 'character after its last; unit: characters (code points)';
