WITH months AS (SELECT region, store, month, sum(amount) AS amount FROM shop GROUP BY ALL)
SELECT region, store, sum(amount) AS amount, to_json(list(amount ORDER BY month)) AS months
FROM months GROUP BY region, store
UNION ALL
SELECT NULL, 'All stores', sum(amount), to_json(list(amount ORDER BY month)) FROM (SELECT month, sum(amount) AS amount FROM months GROUP BY month)
ORDER BY region NULLS LAST, store
