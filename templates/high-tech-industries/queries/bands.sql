-- Clusters by size band at three moments: the plan's list for 2020, the list of October 2023, and what was reported of
-- single clusters since. The first two are whole lists; the third gives floors of its own, in 100 million yuan.
SELECT
  CASE WHEN year = 2020 THEN 1 WHEN value IS NULL THEN 2 ELSE 3 END AS moment,
  CAST(year AS INTEGER) AS year,
  cluster_en, cluster_zh,
  band LIKE '%trillion%' AS large,
  CAST(coalesce(value, CASE WHEN band LIKE '%trillion%' THEN 10000 ELSE 1000 END) AS DOUBLE) AS floor
FROM clusters
WHERE year <= $year
ORDER BY moment, floor DESC, cluster_en
