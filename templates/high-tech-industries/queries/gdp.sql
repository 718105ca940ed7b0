-- GDP as first published in each year's own accounts. The censuses of 2018 and 2023 raised the level, so a line
-- may join the years of one segment only.
WITH figures AS (
  SELECT TRY_CAST(year AS INTEGER) AS year, round(value * factor, 1) AS amount, note
  FROM indicators, money
  WHERE indicator LIKE 'Gross regional product%' AND TRY_CAST(year AS INTEGER) BETWEEN 2015 AND $year
), tops AS (
  SELECT *, max(year) OVER () AS last_year, max(amount) OVER () AS top FROM figures
), powers AS (
  SELECT *, pow(10, floor(log10(top / 5))) AS power FROM tops
), steps AS (
  -- Ticks of a round width (1, 2 or 5 times a power of ten), five or six above zero at most.
  SELECT *, power * CASE WHEN top / 5 <= power THEN 1 WHEN top / 5 <= 2 * power THEN 2 WHEN top / 5 <= 5 * power THEN 5 ELSE 10 END AS axis_step FROM powers
)
SELECT
  year, amount,
  -- Real growth as the communiqué states it, where the level cannot be compared with the year before.
  CAST(regexp_extract_all(note, 'growth was ([0-9.]+)%', 1)[1] AS DOUBLE) AS growth,
  note LIKE '%DERIVED%' AS derived,
  note LIKE '%source rounds%' AS rounded,
  CASE WHEN year <= 2018 THEN 'a' WHEN year <= 2023 THEN 'b' ELSE 'c' END AS segment,
  year = last_year AS latest,
  axis_step,
  -- Room for a label above the highest dot.
  ceil(1.12 * top / axis_step) * axis_step AS axis_top
FROM steps
ORDER BY year
