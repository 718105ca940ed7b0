-- What the text says of the clusters beyond the two lists, in one row. Floors are in the unit of the sentence: trillions and
-- billions of yuan in English, 万亿 and 亿 in Chinese.
WITH floors AS (
  SELECT
    max(floor) FILTER (moment = 3 AND cluster_en = 'New-generation information technology') AS it,
    max(floor) FILTER (moment = 3 AND cluster_en LIKE 'Artificial intelligence%') AS core,
    count(DISTINCT cluster_en) FILTER (large) AS known
  FROM bands
)
SELECT
  it / 10000 AS it_trillions,
  CAST(core * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END AS INTEGER) AS core_floor,
  known,
  CAST(split_part(targets.value, '-', 1) AS INTEGER) AS wanted_low,
  CAST(split_part(targets.value, '-', 2) AS INTEGER) AS wanted_high
FROM floors
LEFT JOIN targets ON targets.indicator = 'Clusters above 1 trillion yuan'
