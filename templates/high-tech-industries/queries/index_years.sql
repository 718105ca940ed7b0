-- Composite index (2018 = 100), one row a year: the weighted mean of the ratios to 2018 where at least two components
-- with a weight have one, and null (not computable) elsewhere. Nothing is carried forward or interpolated.
WITH comparable AS (
  SELECT
    *,
    CAST(CASE component WHEN 'institutions' THEN $weights_institutions WHEN 'intensity' THEN $weights_intensity ELSE $weights_relief END AS DOUBLE) AS weight
  FROM components
  WHERE ratio IS NOT NULL
), sums AS (
  SELECT
    CAST(years.year AS INTEGER) AS year,
    max(value) FILTER (component = 'institutions') AS institutions,
    max(value) FILTER (component = 'intensity') AS intensity,
    max(ratio) FILTER (component = 'institutions') AS institutions_ratio,
    max(ratio) FILTER (component = 'intensity') AS intensity_ratio,
    count(*) FILTER (weight > 0) AS components,
    sum(weight * ratio) / sum(weight) AS mean
  FROM range(2018, $year + 1) AS years(year)
  LEFT JOIN comparable ON comparable.year = years.year
  GROUP BY years.year
)
SELECT
  year, institutions, intensity,
  round(institutions_ratio, 1) AS institutions_ratio,
  round(intensity_ratio, 1) AS intensity_ratio,
  CASE WHEN components >= 2 THEN round(mean, 1) END AS index,
  CASE WHEN components >= 2 THEN format('{:.1f}', mean) WHEN $language = 'zh' THEN '无法计算' ELSE 'not computable' END AS result
FROM sums
ORDER BY year
