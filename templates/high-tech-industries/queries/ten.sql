-- The ten industries by their official names, with the highest floor that a source gives for the cluster of that name.
WITH floors AS (
  -- The newest year first; within it the highest floor.
  SELECT DISTINCT ON (cluster_zh)
    cluster_zh, year,
    CASE WHEN value IS NOT NULL THEN CAST(value AS DOUBLE) WHEN band LIKE '%1 trillion%' THEN 10000 ELSE 1000 END AS floor,
    CASE WHEN note LIKE 'output value%' THEN '' WHEN band LIKE '>=%' THEN '≥ ' ELSE '> ' END AS sign
  FROM clusters
  WHERE year <= $year AND band NOT LIKE 'close to%'
  ORDER BY cluster_zh, year DESC, floor DESC
)
SELECT
  CAST(no AS INTEGER) AS no,
  name_en AS english,
  name_zh AS chinese,
  named_in_press = 'yes' AS named,
  count(*) FILTER (named_in_press = 'yes') OVER () AS named_total,
  floor AS yuan,
  round(floor * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END, 1) AS in_yuan,
  round(floor * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END / $rate, CASE WHEN floor >= 10000 THEN 0 ELSE 1 END) AS in_dollars,
  sign || format('{:,.0f}', in_yuan) AS yuan_figure,
  sign || CASE WHEN in_dollars = floor(in_dollars) THEN format('{:,.0f}', in_dollars) ELSE format('{:,.1f}', in_dollars) END AS dollar_figure,
  CAST(floors.year AS INTEGER) AS year,
  count(floors.year) OVER () AS banded_total
FROM industries LEFT JOIN floors ON floors.cluster_zh = industries.name_zh
ORDER BY no
