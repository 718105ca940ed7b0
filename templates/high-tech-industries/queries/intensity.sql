-- R&D intensity of the city by year: as published, or R&D expenditure over GDP where a year has both and no published
-- figure.
WITH published AS (
  SELECT CAST(year AS INTEGER) AS year, value AS pct, note LIKE '%DERIVED%' AS derived, note LIKE '%restated%' AS restated
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) <= $year
), computed AS (
  SELECT
    TRY_CAST(year AS INTEGER) AS year,
    round(100 * max(value) FILTER (starts_with(indicator, 'R&D expenditure')) / max(value) FILTER (starts_with(indicator, 'Gross regional product')), 2) AS pct
  FROM indicators
  WHERE TRY_CAST(year AS INTEGER) <= $year
  GROUP BY ALL
  HAVING pct IS NOT NULL
)
SELECT * FROM published
UNION ALL
SELECT year, pct, true, false FROM computed WHERE year NOT IN (SELECT year FROM published)
ORDER BY year
