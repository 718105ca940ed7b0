-- Choices of the parameter; `first` is the first column of numbers.
SELECT 'first' AS measure, 'The first column of numbers' AS label, '第一个数值列' AS label_zh, 0 AS position
UNION ALL
SELECT measure, measure, measure, position FROM measures
ORDER BY position
