-- The composite index (2018 = 100) in the latest year in which two components with a weight compare with 2018: the
-- weighted mean of their ratios. Nothing is carried forward or interpolated. The index is null where the weights leave
-- fewer than two components; there is no row where the data do.
WITH weighted AS (
  SELECT
    *,
    CAST(CASE component WHEN 'institutions' THEN $weights_institutions WHEN 'intensity' THEN $weights_intensity ELSE $weights_relief END AS DOUBLE) AS weight
  FROM components
  WHERE ratio IS NOT NULL AND year > 2018
), years AS (
  SELECT
    year,
    CASE WHEN count(*) FILTER (weight > 0) >= 2 THEN sum(weight * ratio) / sum(weight) END AS mean,
    max(ratio) FILTER (component = 'institutions') AS institutions_ratio,
    max(ratio) FILTER (component = 'intensity') AS intensity_ratio,
    max(value) FILTER (component = 'institutions') AS institutions,
    max(before) FILTER (component = 'institutions') AS institutions_before,
    max(value) FILTER (component = 'intensity') AS intensity,
    max(before) FILTER (component = 'intensity') AS intensity_before
  FROM weighted
  GROUP BY year
  HAVING institutions IS NOT NULL AND intensity IS NOT NULL
)
SELECT
  CAST(year AS INTEGER) AS year,
  round(mean, 1) AS index,
  round(institutions_ratio, 1) AS institutions_ratio,
  round(intensity_ratio, 1) AS intensity_ratio,
  institutions, institutions_before, intensity, intensity_before
FROM years
ORDER BY year DESC
LIMIT 1
