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
    year,
    max(value) FILTER (component = 'institutions') AS institutions,
    max(value) FILTER (component = 'intensity') AS intensity,
    max(ratio) FILTER (component = 'institutions') AS institutions_ratio,
    max(ratio) FILTER (component = 'intensity') AS intensity_ratio,
    CASE WHEN count(*) FILTER (weight > 0) >= 2 THEN sum(weight * ratio) / sum(weight) END AS mean
  FROM comparable
  GROUP BY year
)
SELECT
  CAST(years.year AS INTEGER) AS year, institutions, intensity,
  round(institutions_ratio, 1) AS institutions_ratio,
  round(intensity_ratio, 1) AS intensity_ratio,
  round(mean, 1) AS index,
  CASE WHEN mean IS NOT NULL THEN format('{:.1f}', mean) WHEN $language = 'zh' THEN '无法计算' ELSE 'not computable' END AS result
FROM range(2018, $year + 1) AS years(year)
LEFT JOIN sums ON sums.year = years.year
ORDER BY years.year
