-- One row: one unit of an outline, one body and its role there (lead or support): the item × agency × role matrix.
CREATE OR REPLACE VIEW report_responsibilities AS
WITH roles AS (
    SELECT
        document_id,
        item_id,
        agency_id,
        role,
        arg_min(mention, char_start) AS mention,
        min(char_start) AS char_start,
        arg_min(char_end, char_start) AS char_end
    FROM item_agencies
    WHERE role IN ('lead', 'support') AND item_id IS NOT NULL
    GROUP BY document_id, item_id, agency_id, role
),
limits AS (
    SELECT item_id, arg_min(due, coalesce(due_date, DATE '9999-12-31')) AS due, min(due_date) AS due_date
    FROM deadlines
    GROUP BY item_id
),
commitments AS (SELECT item_id, count(*) AS targets FROM targets GROUP BY item_id)
SELECT
    roles.agency_id,
    coalesce(agencies.name, agencies.short_name, roles.mention) AS agency_name,
    agencies.level AS agency_level,
    agencies.is_resolved,
    roles.role,
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
    limits.due,
    limits.due_date,
    coalesce(commitments.targets, 0) AS targets,
    roles.mention,
    roles.document_id,
    roles.item_id,
    roles.char_start,
    roles.char_end
FROM roles
JOIN report_items AS items USING (item_id)
JOIN agencies USING (agency_id)
LEFT JOIN limits USING (item_id)
LEFT JOIN commitments USING (item_id);

COMMENT ON VIEW report_responsibilities IS 'One unit of an outline, one body and its role there (lead or support): the item × agency × role matrix';
COMMENT ON COLUMN report_responsibilities.agency_id IS 'the body';
COMMENT ON COLUMN report_responsibilities.agency_name IS 'canonical name; as written while unresolved';
COMMENT ON COLUMN report_responsibilities.agency_level IS 'administrative level of the body (country province prefecture county town)';
COMMENT ON COLUMN report_responsibilities.is_resolved IS 'false: a class of bodies, or a mention that two bodies could bear';
COMMENT ON COLUMN report_responsibilities.role IS 'what the body does; one of lead support';
COMMENT ON COLUMN report_responsibilities.region_code IS 'division the plan covers, GB/T 2260';
COMMENT ON COLUMN report_responsibilities.region_name IS 'official name of the division the plan covers';
COMMENT ON COLUMN report_responsibilities.plan_year IS 'first year the plan is for; unit: calendar year';
COMMENT ON COLUMN report_responsibilities.title IS 'title of the document';
COMMENT ON COLUMN report_responsibilities.section IS 'label and heading of the outermost unit around it';
COMMENT ON COLUMN report_responsibilities.path IS 'place in the outline';
COMMENT ON COLUMN report_responsibilities.label IS 'number as printed';
COMMENT ON COLUMN report_responsibilities.heading IS 'heading of the unit; null where there is none';
COMMENT ON COLUMN report_responsibilities.task IS 'the unit''s own text';
COMMENT ON COLUMN report_responsibilities.topic_name IS 'topic the text speaks of most';
COMMENT ON COLUMN report_responsibilities.due IS 'first time limit of the unit; null: none of its own';
COMMENT ON COLUMN report_responsibilities.due_date IS 'last day of that limit; null for long_term';
COMMENT ON COLUMN report_responsibilities.targets IS 'quantified commitments of the unit; unit: targets';
COMMENT ON COLUMN report_responsibilities.mention IS 'the body as written';
COMMENT ON COLUMN report_responsibilities.document_id IS 'the source document';
COMMENT ON COLUMN report_responsibilities.item_id IS 'the unit of the outline';
COMMENT ON COLUMN report_responsibilities.char_start IS 'first character of the mention in documents.raw_text; unit: characters (code points), from 0';
COMMENT ON COLUMN report_responsibilities.char_end IS 'character after its last; unit: characters (code points)';
