-- Which tasks does one body support: the human resources bureau (人社局) of Panshi?
SELECT
    section,
    path,
    replace(coalesce(heading, left(task, 30)), chr(10), '') AS task,
    mention AS as_written
FROM report_responsibilities
WHERE agency_name = '磐石市人力资源和社会保障局' AND role = 'support'
ORDER BY char_start
LIMIT 8;
