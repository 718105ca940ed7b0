-- Every region, product and both, and the whole, in the month and the periods that it is compared with. If nothing was sold a year ago, there is no change to report.
WITH sums AS (
  SELECT region, product, grouping(region) = 1 AS every_region, grouping(product) = 1 AS every_product,
    sum(value) FILTER (series.month = asked.month) AS now,
    sum(value) FILTER (series.month = previous) AS previous,
    sum(value) FILTER (series.month = last_year) AS last_year,
    sum(value) FILTER (series.month BETWEEN year_start AND asked.month) AS year_to_date,
    sum(value) FILTER (series.month BETWEEN year_start - INTERVAL 1 YEAR AND last_year) AS last_to_date
  FROM series, asked
  GROUP BY GROUPING SETS ((region, product), (region), (product), ())
)
SELECT *,
  CASE WHEN previous > 0 THEN 100 * now / previous - 100 END AS on_month,
  CASE WHEN last_year > 0 THEN 100 * now / last_year - 100 END AS on_year,
  CASE WHEN last_to_date > 0 THEN 100 * year_to_date / last_to_date - 100 END AS to_date,
  coalesce(now, 0) - coalesce(last_year, 0) AS moved
FROM sums
ORDER BY every_region, region, every_product, product
