-- What is cited most?
-- A document is cited once an item; reposted plans are not counted twice.
SELECT
    cited_title,
    citations,
    documents,
    regions,
    first_plan_year,
    last_plan_year
FROM report_most_cited
WHERE citations > 1
ORDER BY citations DESC, documents DESC, cited_title;
