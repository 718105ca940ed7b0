SELECT city, sum(sold) AS total FROM sales GROUP BY city ORDER BY city
