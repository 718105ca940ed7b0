-- GDP as first published in each year's own accounts. The censuses of 2018 and 2023 raised the level, so a line
-- may join the years of one segment only.
SELECT
  CAST(year AS INTEGER) AS year,
  round(value * (SELECT factor FROM money), 1) AS amount,
  -- Real growth as the communiqué states it, where the level cannot be compared with the year before.
  CAST(nullif(regexp_extract(note, 'growth was ([0-9.]+)%', 1), '') AS DOUBLE) AS growth,
  note LIKE '%DERIVED%' AS derived,
  note LIKE '%source rounds%' AS rounded,
  CASE WHEN TRY_CAST(year AS INTEGER) <= 2018 THEN 'a' WHEN TRY_CAST(year AS INTEGER) <= 2023 THEN 'b' ELSE 'c' END AS segment,
  CAST(year AS INTEGER) = max(CAST(year AS INTEGER)) OVER () AS latest
FROM indicators
WHERE indicator LIKE 'Gross regional product%' AND TRY_CAST(year AS INTEGER) BETWEEN 2015 AND $year
ORDER BY year
