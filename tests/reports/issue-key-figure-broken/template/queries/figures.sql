SELECT 'Measure ' || n AS label, 12345678901234.0 * n + 0.25 AS value, ',.2f' AS format, 'note ' || n AS note
FROM range(1, 5) AS numbers(n) ORDER BY n
