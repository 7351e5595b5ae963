-- Which laws, plans and notices does the plan of Wuhan (武汉市, 2019) rest on, and where?
SELECT
    path,
    heading,
    cited_title,
    cited_number
FROM report_citations
JOIN report_items USING (item_id, path)
WHERE report_citations.region_name = '武汉市' AND report_citations.plan_year = 2019
ORDER BY report_citations.char_start
LIMIT 8;
