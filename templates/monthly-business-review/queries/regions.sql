SELECT region, now, on_month, on_year, to_date, NULL AS kind, 100 * now / (SELECT now FROM total) AS share, moved
FROM compared WHERE every_product AND NOT every_region
UNION ALL
SELECT NULL, now, on_month, on_year, to_date, 'total', NULL, moved FROM total
ORDER BY kind NULLS FIRST, now DESC NULLS LAST, region
