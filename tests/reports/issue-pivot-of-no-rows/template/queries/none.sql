SELECT 'North' AS region, 2024 AS year, 1.5 AS amount FROM range(0)
