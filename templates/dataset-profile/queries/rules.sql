-- Findings by rule.
SELECT
    rule,
    CASE $language
        WHEN 'zh' THEN CASE rule WHEN 'outlier' THEN '离群值' WHEN 'gap' THEN '缺失值' WHEN 'sign' THEN '只有符号' WHEN 'variant' THEN '大小写或空格不一' WHEN 'padding' THEN '首尾有空格' WHEN 'mark' THEN '代替缺失值' WHEN 'unlike' THEN '与同列不同' ELSE '重复的行' END
        ELSE CASE rule WHEN 'outlier' THEN 'Far out' WHEN 'gap' THEN 'Missing' WHEN 'sign' THEN 'Only signs' WHEN 'variant' THEN 'Case or spaces differ' WHEN 'padding' THEN 'Spaces around it' WHEN 'mark' THEN 'Stands for a missing value' WHEN 'unlike' THEN 'Unlike the rest of its column' ELSE 'Repeated row' END
    END AS label,
    any_value(times) AS times,
    CASE
        WHEN count(DISTINCT name) > 8 THEN concat(array_to_string(list(DISTINCT name ORDER BY name)[1:6], ', '), CASE $language WHEN 'zh' THEN printf('等%d列', count(DISTINCT name)) ELSE printf(' and %d more', count(DISTINCT name) - 6) END)
        ELSE coalesce(array_to_string(list(DISTINCT name ORDER BY name), ', '), '')
    END AS names
FROM flags
GROUP BY rule, place
ORDER BY place
