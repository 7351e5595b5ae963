-- What do the plans speak of most? The two first topics of each region.
-- `share`: percent of the characters of all units with a topic.
SELECT
    region_name,
    plan_year,
    topic_name,
    items,
    targets,
    share
FROM report_topics
QUALIFY row_number() OVER (PARTITION BY region_code, plan_year ORDER BY share DESC, topic_code) <= 2
ORDER BY plan_year, region_name, share DESC;
