SELECT region, product, sum(amount) AS amount, avg(price) AS price FROM sales GROUP BY ALL ORDER BY region, product
