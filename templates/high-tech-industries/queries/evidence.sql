-- How sure the sources are: rows up to the last year to show, by the confidence noted with each.
WITH rows AS (
  SELECT 1 AS place, 'city' AS file, note FROM indicators WHERE CAST(left(year, 4) AS INTEGER) <= $year
  UNION ALL SELECT 2, 'hubs', note FROM zones WHERE year <= $year
)
SELECT
  place, file,
  CASE file WHEN 'city' THEN CASE WHEN $language = 'zh' THEN '全市指标' ELSE 'the city' END ELSE CASE WHEN $language = 'zh' THEN '创新高地' ELSE 'the hubs' END END AS file_name,
  -- All rows of all files, those without a noted confidence included.
  (SELECT count(*) FROM indicators WHERE CAST(left(year, 4) AS INTEGER) <= $year) + (SELECT count(*) FROM zones WHERE year <= $year)
    + (SELECT count(*) FROM clusters WHERE year <= $year) + (SELECT count(*) FROM targets) + (SELECT count(*) FROM world WHERE year <= $year) AS dated_rows,
  count(*) AS figures,
  count(*) FILTER (note LIKE '%confidence: high%') AS high,
  count(*) FILTER (note LIKE '%confidence: medium%') AS medium,
  count(*) FILTER (note LIKE '%confidence: low%') AS low,
  count(*) FILTER (note LIKE '%DERIVED%') AS derived
FROM rows
GROUP BY ALL
ORDER BY place
