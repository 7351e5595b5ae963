-- Failing row: a document or time limit whose years no plan can have.
WITH audited AS (
    SELECT document_id, plan_year, plan_year_end, written_date, published_date
    FROM documents
    WHERE coalesce(run_id = getvariable('audited_run'), true)
),
faults AS (
    SELECT 'documents' AS table_name, document_id AS key, 'plan years' AS fault
    FROM audited
    WHERE plan_year NOT BETWEEN 1949 AND 2100 OR plan_year_end NOT BETWEEN plan_year AND 2100
    UNION ALL
    SELECT 'documents', document_id, 'dates'
    FROM audited
    WHERE year(written_date) NOT BETWEEN 1949 AND 2100 OR year(published_date) NOT BETWEEN 1949 AND 2100
    UNION ALL
    SELECT 'deadlines', deadlines.document_id || ' ' || deadlines.char_start, 'time limit'
    FROM deadlines
    SEMI JOIN audited USING (document_id)
    WHERE
        year(deadlines.due_date) NOT BETWEEN 1900 AND 2100
        OR (deadlines.due <> 'long_term' AND left(deadlines.due, 4) > strftime(deadlines.due_date, '%Y'))
)
FROM faults
