-- The ten industries by the size of their clusters in the list of October 2023, the largest first. An industry that the
-- list does not name has a dash, not a zero.
SELECT
  CAST(no AS INTEGER) AS no,
  CASE WHEN $language = 'zh' THEN name_zh ELSE name_en END AS industry,
  coalesce(listed.label, '–') AS size,
  listed.floor
FROM industries
LEFT JOIN (SELECT DISTINCT cluster, label, floor FROM clusters_grid WHERE moment = 2) AS listed
  ON listed.cluster = CASE WHEN $language = 'zh' THEN name_zh ELSE name_en END
ORDER BY listed.floor DESC NULLS LAST, no
