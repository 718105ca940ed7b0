-- One cell per cluster and moment. The core of artificial intelligence is reported apart and stands in the row of the whole.
WITH cells AS (
  SELECT
    moment, year, floor, large,
    CASE WHEN $language = 'zh' THEN replace(cluster_zh, '核心产业', '') ELSE replace(cluster_en, ' (core)', '') END AS cluster,
    -- A band of the lists that starts at its bound, and floors that are exceeded.
    CASE WHEN moment < 3 AND large THEN '≥ ' ELSE '> ' END AS sign,
    -- In 100 million of the currency to print.
    floor / CASE WHEN $currency = 'USD' THEN CAST($rate AS DOUBLE) ELSE 1.0 END AS amount
  FROM bands
), worded AS (
  SELECT
    *,
    sign || CASE
      WHEN $language = 'zh' AND amount >= 10000 THEN format('{:g}万亿', round(amount / 10000, 2))
      WHEN $language = 'zh' THEN format('{:.0f}亿', round(amount, 0))
      WHEN amount >= 10000 THEN format('{:g} trillion', round(amount / 10000, 2))
      ELSE format('{:g} billion', round(amount / 10, CASE WHEN amount >= 1000 THEN 0 ELSE 1 END))
    END AS size
  FROM cells
)
SELECT
  moment, year, cluster, large, floor,
  CASE WHEN moment < 3 THEN size WHEN $language = 'zh' THEN format('{}（{}年）', size, year) ELSE format('{} ({})', size, year) END AS label,
  -- The core of an industry says nothing about its place among the whole ones.
  max(floor) FILTER (moment < 3 OR large) OVER (PARTITION BY cluster) AS peak,
  min(moment) OVER (PARTITION BY cluster) AS since
FROM worded
ORDER BY peak DESC, since, cluster, moment
