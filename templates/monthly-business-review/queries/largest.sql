-- The pair of region and product with the largest sum of the months in detail, and its share of their total. A share means nothing where something is negative.
WITH sums AS (SELECT region, product, sum(value) AS value FROM recent GROUP BY region, product)
SELECT region, product, count(*) OVER () AS pairs, 100 * value / nullif(sum(value) OVER (), 0) AS share
FROM sums
QUALIFY min(value) OVER () >= 0
ORDER BY value DESC, region, product
LIMIT 1
