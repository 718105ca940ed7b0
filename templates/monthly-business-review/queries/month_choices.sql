-- Choices of the parameter, from the last to the first; `latest` is the last one with a value.
SELECT 'latest' AS month, 'The last month' AS label, '最后一个月' AS label_zh
UNION ALL
SELECT DISTINCT strftime(month, '%Y-%m'), strftime(month, '%B %Y'), strftime(month, '%Y年%-m月') FROM figures WHERE month IS NOT NULL
ORDER BY 1 DESC
