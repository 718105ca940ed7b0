-- How sure the sources are: rows up to the last year to show, by the confidence noted with each, for the city and then the hubs.
WITH rows(place, note) AS (
  SELECT 1, note FROM indicators WHERE CAST(left(year, 4) AS INTEGER) <= $year
  UNION ALL SELECT 2, note FROM zones WHERE year <= $year
  UNION ALL SELECT 3, note FROM clusters WHERE year <= $year
  UNION ALL SELECT 4, note FROM targets
  UNION ALL SELECT 5, NULL FROM world WHERE year <= $year
)
SELECT
  -- All rows of all files, those without a noted confidence included.
  sum(count(*)) OVER () AS dated_rows,
  count(*) AS figures,
  count(*) FILTER (note LIKE '%confidence: high%') AS high,
  count(*) FILTER (note LIKE '%confidence: medium%') AS medium,
  count(*) FILTER (note LIKE '%confidence: low%') AS low,
  count(*) FILTER (note LIKE '%DERIVED%') AS derived
FROM rows
GROUP BY place
QUALIFY place <= 2
ORDER BY place
