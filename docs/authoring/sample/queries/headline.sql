SELECT 'Sales' AS label, sum(amount) AS value, 'currency: USD, 0' AS format, 'January to December' AS note FROM shop
UNION ALL
SELECT 'Copies sold', sum(units), 'number: 0', count(DISTINCT store) || ' stores' FROM shop
UNION ALL
SELECT 'Share of the North', 100 * sum(amount) FILTER (region = 'North') / sum(amount), 'percent: 1', 'of sales' FROM shop
