-- How sure the sources are: rows up to the last year to show, by the confidence noted with each, for the city and then the hubs.
WITH rows(place, note) AS (
  SELECT 1, note FROM indicators WHERE CAST(left(year, 4) AS INTEGER) <= $year
  UNION ALL SELECT 2, note FROM zones WHERE year <= $year
), others AS (
  -- A target is of no year.
  SELECT count(*) AS number FROM (SELECT year FROM clusters UNION ALL SELECT 0 FROM targets UNION ALL SELECT year FROM world) WHERE year <= $year
)
SELECT
  -- All rows of all files, those without a noted confidence included.
  sum(count(*)) OVER () + any_value(number) AS dated_rows,
  count(*) AS figures,
  count(*) FILTER (note LIKE '%confidence: high%') AS high,
  count(*) FILTER (note LIKE '%confidence: medium%') AS medium,
  count(*) FILTER (note LIKE '%confidence: low%') AS low,
  count(*) FILTER (note LIKE '%DERIVED%') AS derived
FROM rows, others
GROUP BY place
ORDER BY place
