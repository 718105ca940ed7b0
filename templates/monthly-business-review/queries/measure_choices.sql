-- Choices of the parameter; `first` is the first column of numbers.
SELECT 'first' AS measure, 'The first column of numbers' AS label, '第一个数值列' AS label_zh, 0 AS position
UNION ALL
SELECT measure, measure, CASE WHEN label_zh = label THEN measure ELSE label_zh || CASE WHEN unit_zh = '' THEN '' ELSE '（' || unit_zh || '）' END END, position FROM measures
ORDER BY position
