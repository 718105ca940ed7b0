SELECT region, store, sum(amount) AS amount, sum(units) AS units FROM shop GROUP BY region, store ORDER BY amount DESC
