-- R&D intensity of the city by year: as published, or R&D expenditure over GDP where a year has both and no published
-- figure.
WITH found AS (
  SELECT CAST(year AS INTEGER) AS year, value AS pct, note LIKE '%DERIVED%' AS derived, note LIKE '%restated%' AS restated, 1 AS rank
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) <= $year
  UNION ALL
  SELECT
    TRY_CAST(year AS INTEGER) AS year,
    round(100 * max(value) FILTER (starts_with(indicator, 'R&D expenditure')) / max(value) FILTER (starts_with(indicator, 'Gross regional product')), 2) AS pct,
    true AS derived,
    false AS restated,
    2 AS rank
  FROM indicators
  WHERE TRY_CAST(year AS INTEGER) <= $year
  GROUP BY ALL
  HAVING pct IS NOT NULL
)
-- One figure for each year: the published one, if there is one.
SELECT year, first(pct ORDER BY rank) AS pct, first(derived ORDER BY rank) AS derived, first(restated ORDER BY rank) AS restated
FROM found
GROUP BY year
ORDER BY year
