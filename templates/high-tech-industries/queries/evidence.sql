-- How sure the sources are: rows up to the last year to show, by the confidence noted with each.
WITH rows(place, file, note) AS (
  SELECT 1, 'city', note FROM indicators WHERE CAST(left(year, 4) AS INTEGER) <= $year
  UNION ALL SELECT 2, 'hubs', note FROM zones WHERE year <= $year
  UNION ALL SELECT 3, 'clusters', note FROM clusters WHERE year <= $year
  UNION ALL SELECT 4, 'targets', note FROM targets
  UNION ALL SELECT 5, 'world', NULL FROM world WHERE year <= $year
)
SELECT
  place, file,
  CASE file WHEN 'city' THEN CASE WHEN $language = 'zh' THEN '全市指标' ELSE 'the city' END ELSE CASE WHEN $language = 'zh' THEN '创新高地' ELSE 'the hubs' END END AS file_name,
  -- All rows of all files, those without a noted confidence included.
  sum(count(*)) OVER () AS dated_rows,
  count(*) AS figures,
  count(*) FILTER (note LIKE '%confidence: high%') AS high,
  count(*) FILTER (note LIKE '%confidence: medium%') AS medium,
  count(*) FILTER (note LIKE '%confidence: low%') AS low,
  count(*) FILTER (note LIKE '%DERIVED%') AS derived
FROM rows
GROUP BY place, file
QUALIFY place <= 2
ORDER BY place
