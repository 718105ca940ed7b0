SELECT 'North of the river' AS region, n AS number, n / 2.0 AS half FROM range(1, 61) AS numbers(n) ORDER BY n
