-- Which units of the plans speak of supervision by inspectors (责任督学 挂牌督导)?
-- search_items is a macro of the file itself: words separated by spaces, best match first.
SELECT
    round(score, 1) AS score,
    region_name,
    plan_year,
    path,
    heading,
    left(text, 40) AS begins_with
FROM search_items('责任督学 挂牌督导', max_items := 4)
ORDER BY score DESC, item_id;
