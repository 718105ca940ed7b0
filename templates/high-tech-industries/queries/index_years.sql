-- Composite index (2018 = 100), one row a year: the weighted mean of the ratios to 2018 where at least two components
-- with a weight have one, and null (not computable) elsewhere. Nothing is carried forward or interpolated.
WITH weights(component, weight) AS (
  VALUES
    ('institutions', CAST($weights_institutions AS DOUBLE)),
    ('intensity', CAST($weights_intensity AS DOUBLE)),
    ('relief', CAST($weights_relief AS DOUBLE))
), years AS (
  SELECT CAST(unnest(range(2018, $year + 1)) AS INTEGER) AS year
), comparable AS (
  SELECT components.*, weight FROM components JOIN weights USING (component) WHERE ratio IS NOT NULL
)
SELECT
  year,
  max(value) FILTER (component = 'institutions') AS institutions,
  max(value) FILTER (component = 'intensity') AS intensity,
  round(max(ratio) FILTER (component = 'institutions'), 1) AS institutions_ratio,
  round(max(ratio) FILTER (component = 'intensity'), 1) AS intensity_ratio,
  round(max(ratio) FILTER (component = 'relief'), 1) AS relief_ratio,
  count(*) FILTER (weight > 0) AS components,
  CASE WHEN count(*) FILTER (weight > 0) >= 2 THEN round(sum(weight * ratio) / sum(weight), 1) END AS index,
  CASE
    WHEN count(*) FILTER (weight > 0) >= 2 THEN format('{:.1f}', round(sum(weight * ratio) / sum(weight), 1))
    WHEN $language = 'zh' THEN '无法计算'
    ELSE 'not computable'
  END AS result
FROM years LEFT JOIN comparable USING (year)
GROUP BY year
ORDER BY year
