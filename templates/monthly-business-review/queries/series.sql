-- The measure by month, region and product, in the unit that is printed.
WITH keys AS (
  SELECT "row", max("date") FILTER (name = 'month') AS month, max(text) FILTER (name = 'region') AS region, max(text) FILTER (name = 'product') AS product
  FROM figures_cells WHERE name IN ('month', 'region', 'product') GROUP BY "row"
)
SELECT
  date_trunc('month', month)::DATE AS month,
  CASE WHEN $language = 'zh' THEN coalesce(regions.zh, region) ELSE region END AS region,
  CASE WHEN $language = 'zh' THEN coalesce(products.zh, product) ELSE product END AS product,
  sum((text::DECIMAL(28, 6) * chosen.factor)::DECIMAL(38, 7)) AS value
FROM keys JOIN figures_cells AS cells USING ("row")
JOIN chosen ON chosen.measure = cells.name
LEFT JOIN words AS regions ON regions.term = region
LEFT JOIN words AS products ON products.term = product
WHERE text IS NOT NULL AND month IS NOT NULL
GROUP BY ALL
ORDER BY month, region, product
