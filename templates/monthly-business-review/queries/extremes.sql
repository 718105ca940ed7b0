-- The products by their change on the year, from the largest to the smallest.
SELECT product, on_year AS change
FROM compared
WHERE every_region AND NOT every_product AND on_year IS NOT NULL
ORDER BY on_year DESC, product
