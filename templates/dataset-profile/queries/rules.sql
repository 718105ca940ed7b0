-- Findings by rule.
SELECT
    rule,
    CASE $language
        WHEN 'zh' THEN CASE rule WHEN 'outlier' THEN '离群值' WHEN 'gap' THEN '缺失值' WHEN 'sign' THEN '只有符号的文本' WHEN 'variant' THEN '仅大小写或空格不同' WHEN 'padding' THEN '首尾有空格' ELSE '重复的行' END
        ELSE CASE rule WHEN 'outlier' THEN 'Far from the other values' WHEN 'gap' THEN 'Missing where others are filled' WHEN 'sign' THEN 'Text without a letter or digit' WHEN 'variant' THEN 'Differs only by case or spaces' WHEN 'padding' THEN 'Spaces around the text' ELSE 'Repeats another row' END
    END AS label,
    any_value(times) AS times,
    coalesce(string_agg(DISTINCT name, ', ' ORDER BY name), '') AS names
FROM flags
GROUP BY rule, place
ORDER BY place
