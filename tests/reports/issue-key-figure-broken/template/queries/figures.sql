SELECT 'Measure ' || n AS label, 123456789012 * n + 0.25 AS value, ',.2f' AS format, 'note ' || n AS note
FROM range(1, 6) AS numbers(n) ORDER BY n
