-- GDP as first published in each year's own accounts. The censuses of 2018 and 2023 raised the level, so a line
-- may join the years of one segment only.
WITH figures AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    round(value * factor, 1) AS amount,
    -- Real growth as the communiqué states it, where the level cannot be compared with the year before.
    CAST(nullif(regexp_extract(note, 'growth was ([0-9.]+)%', 1), '') AS DOUBLE) AS growth,
    note LIKE '%DERIVED%' AS derived,
    note LIKE '%source rounds%' AS rounded,
    CASE WHEN TRY_CAST(year AS INTEGER) <= 2018 THEN 'a' WHEN TRY_CAST(year AS INTEGER) <= 2023 THEN 'b' ELSE 'c' END AS segment,
    CAST(year AS INTEGER) = max(CAST(year AS INTEGER)) OVER () AS latest
  FROM indicators, money
  WHERE indicator LIKE 'Gross regional product%' AND TRY_CAST(year AS INTEGER) BETWEEN 2015 AND $year
), axis AS (
  -- Ticks of a round width (1, 2 or 5 times a power of ten), five or six above zero at most, and room for a label above the highest dot.
  SELECT top, power * CASE WHEN top / 5 <= power THEN 1 WHEN top / 5 <= 2 * power THEN 2 WHEN top / 5 <= 5 * power THEN 5 ELSE 10 END AS step
  FROM (SELECT max(amount) AS top, pow(10, floor(log10(max(amount) / 5))) AS power FROM figures)
)
SELECT figures.*, step AS axis_step, ceil(1.12 * top / step) * step AS axis_top
FROM figures, axis
ORDER BY year
