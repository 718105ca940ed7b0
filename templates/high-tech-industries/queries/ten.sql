-- The ten industries by their official names, with the highest floor that a source gives for the cluster of that name.
WITH floors AS (
  -- The newest year first; within it the highest floor: structs are compared field by field.
  SELECT cluster_zh, unnest(max({
    'year': year,
    'floor': CASE WHEN value IS NOT NULL THEN CAST(value AS DOUBLE) WHEN band LIKE '%1 trillion%' THEN 10000 ELSE 1000 END,
    'sign': CASE WHEN note LIKE 'output value%' THEN '' WHEN band LIKE '>=%' THEN '≥ ' ELSE '> ' END
  }))
  FROM clusters
  WHERE year <= $year AND band NOT LIKE 'close to%'
  GROUP BY cluster_zh
)
SELECT
  CAST(no AS INTEGER) AS no,
  name_en AS english,
  name_zh AS chinese,
  named_in_press = 'yes' AS named,
  sign || format('{:,.0f}', round(floor * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END, 1)) AS yuan_figure,
  sign || format(
    '{:,.1f}',
    round(floor * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END / $rate, CASE WHEN floor >= 10000 THEN 0 ELSE 1 END)
  ).replace('.0', '') AS dollar_figure,
  CAST(floors.year AS INTEGER) AS year
FROM industries LEFT JOIN floors ON floors.cluster_zh = industries.name_zh
ORDER BY no
