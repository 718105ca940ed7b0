-- The lists of clusters by size band, as each source gives them.
WITH named AS (
  SELECT
    year,
    CASE WHEN source LIKE 'Report on%' THEN 1 WHEN source LIKE 'Xinhua via%' THEN 2 WHEN year = 2023 THEN 3 ELSE 4 END AS list,
    CASE WHEN $language = 'zh' THEN cluster_zh ELSE cluster_en END AS cluster,
    band LIKE '%trillion%' AS large
  FROM clusters
  WHERE year <= $year AND (band IN ('>= 1 trillion yuan', '> 100 billion yuan') AND value IS NULL OR year = 2024 AND band LIKE '%1 trillion%')
), lists AS (
  -- The names in the order of the dataset.
  SELECT
    year, list,
    nullif(count(*) FILTER (large), 0) AS trillion,
    nullif(count(*) FILTER (NOT large), 0) AS hundred,
    string_agg(cluster, CASE WHEN $language = 'zh' THEN '、' ELSE '; ' END) FILTER (large) AS trillion_names,
    string_agg(cluster, CASE WHEN $language = 'zh' THEN '、' ELSE '; ' END) FILTER (NOT large) AS hundred_names
  FROM named
  GROUP BY ALL
)
SELECT
  CAST(year AS INTEGER) AS year, list,
  CASE list
    WHEN 1 THEN CASE WHEN $language = 'zh' THEN '完整名单' ELSE 'whole list' END
    WHEN 2 THEN CASE WHEN $language = 'zh' THEN '完整名单（10月）' ELSE 'whole list, October' END
    WHEN 3 THEN CASE WHEN $language = 'zh' THEN '全年新增' ELSE 'added in the full year' END
    ELSE CASE WHEN $language = 'zh' THEN '仅单项报道' ELSE 'single report' END
  END AS kind,
  -- The blue book adds to the list of October 2023; the news of 2024 names single clusters. Neither is a whole list.
  list <= 2 AS complete,
  trillion, hundred,
  trillion || CASE WHEN $language = 'zh' THEN '个：' ELSE ': ' END || trillion_names AS trillion_names,
  hundred || CASE WHEN $language = 'zh' THEN '个：' ELSE ': ' END || hundred_names AS hundred_names
FROM lists
ORDER BY list
