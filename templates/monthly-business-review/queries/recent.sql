-- The regions and products by size, as in their tables.
SELECT series.month, series.region, series.product, value
FROM series CROSS JOIN asked LEFT JOIN regions ON regions.region = series.region LEFT JOIN products ON products.product = series.product
WHERE series.month > asked.month - INTERVAL 6 MONTH AND series.month <= asked.month
ORDER BY regions.now DESC NULLS LAST, series.region, products.now DESC NULLS LAST, series.product, series.month
