SELECT product, now, on_month, on_year, to_date, NULL AS kind, moved
FROM compared WHERE every_region AND NOT every_product
UNION ALL
SELECT NULL, now, on_month, on_year, to_date, 'total', moved FROM total
ORDER BY kind NULLS FIRST, now DESC NULLS LAST, product
