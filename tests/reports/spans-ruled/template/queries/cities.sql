SELECT region, city, sum(sold) AS total, sum(sold) - 300 AS against, to_json(list(sold ORDER BY year)) AS years FROM sales GROUP BY region, city ORDER BY region, city
