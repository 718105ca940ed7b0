-- Choices of the parameter, from the last to the first; `latest` is the last one with a value.
SELECT 'latest' AS month, 'The last month' AS label
UNION ALL
SELECT DISTINCT strftime(month, '%Y-%m'), strftime(month, '%B %Y') FROM figures WHERE month IS NOT NULL
ORDER BY 1 DESC
