-- One slot per year from the first figure to the target year: an empty slot is a year without a figure.
WITH figures AS (
  SELECT CAST(year AS INTEGER) AS year, any_value(value) AS pct, bool_or(note LIKE '%DERIVED%') AS derived
  FROM indicators
  WHERE indicator LIKE 'Ten high-precision%share of GDP' AND TRY_CAST(year AS INTEGER) <= $year
  GROUP BY year
), target AS (
  SELECT year, CAST(value AS DOUBLE) AS pct FROM targets WHERE indicator LIKE 'High-precision industries%share of GDP'
)
SELECT
  slots.year,
  figures.pct,
  coalesce(figures.derived, false) AS derived,
  target.pct AS target,
  -- A year after the last one to show is neither present nor missing.
  figures.pct IS NULL AND slots.year <= $year AND target.pct IS NULL AS missing,
  figures.pct IS NOT NULL AND slots.year = max(figures.year) OVER () AS latest
FROM (SELECT CAST(unnest(range(2018, 2026)) AS INTEGER) AS year) AS slots
LEFT JOIN figures ON figures.year = slots.year
LEFT JOIN target ON target.year = slots.year
ORDER BY slots.year
