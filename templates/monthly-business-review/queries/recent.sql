SELECT series.month, region, product, value
FROM series, asked
WHERE series.month > asked.month - INTERVAL 6 MONTH AND series.month <= asked.month
ORDER BY region, product, series.month
