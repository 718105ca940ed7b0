SELECT region, sum(amount) AS amount, 100 * sum(amount) / (SELECT sum(amount) FROM shop) AS share,
  sum(amount) FILTER (month >= '2025-07-01') - sum(amount) FILTER (month < '2025-07-01') AS change
FROM shop GROUP BY region ORDER BY region
