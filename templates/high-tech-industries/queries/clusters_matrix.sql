-- The highest floor that a source gives for a cluster in a year. "Close to" is no floor and is left to the notes.
WITH floors AS (
  SELECT
    year, cluster_en, cluster_zh,
    -- 100 million yuan
    coalesce(value, CASE WHEN band LIKE '%1 trillion%' THEN 10000 ELSE 1000 END) AS floor,
    CASE WHEN band LIKE '>=%' THEN '≥' ELSE '>' END AS sign,
    note LIKE 'output value%' AS exact
  FROM clusters
  WHERE year <= $year AND band NOT LIKE 'close to%'
), highest AS (
  SELECT year, cluster_en, cluster_zh, max(floor) AS floor, arg_max(sign, floor) AS sign, bool_or(exact) AS exact
  FROM floors
  GROUP BY ALL
), ranked AS (
  SELECT
    *,
    floor / CASE WHEN $currency = 'USD' THEN $rate ELSE 1 END AS money,
    max(floor) OVER cluster AS peak,
    min(year) OVER cluster AS since,
    max(floor) OVER () AS top
  FROM highest
  -- All rows of the cluster, as PARTITION BY would have it at a higher cost.
  WINDOW cluster AS (ORDER BY cluster_en, cluster_zh RANGE BETWEEN CURRENT ROW AND CURRENT ROW)
)
SELECT
  CAST(year AS VARCHAR) AS year,
  CASE WHEN $language = 'zh' THEN cluster_zh ELSE cluster_en END AS cluster,
  -- How many clusters share the highest floor of all, each counted in its first year.
  count(*) FILTER (peak = top AND year = since) OVER () AS leaders,
  CASE WHEN floor >= 10000 THEN 3 WHEN floor >= 3000 THEN 2 ELSE 1 END AS band,
  CASE WHEN exact THEN '' ELSE sign || ' ' END || CASE
    WHEN money >= 10000 THEN format('{:g}', round(money / 10000, 2)) || CASE WHEN $language = 'zh' THEN '万亿' ELSE ' tn' END
    WHEN $language = 'zh' THEN format('{:,.0f}亿', round(money, 0))
    ELSE format('{:g} bn', round(money / 10, CASE WHEN money >= 1000 THEN 0 ELSE 1 END))
  END AS floor
FROM ranked
ORDER BY peak DESC, since, cluster_en, year
