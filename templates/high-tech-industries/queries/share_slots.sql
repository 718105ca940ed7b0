-- One slot per year from the first figure to the target year: an empty slot is a year without a figure.
SELECT
  CAST(slots.year AS INTEGER) AS year,
  share.pct,
  coalesce(share.derived, false) AS derived,
  CAST(targets.value AS DOUBLE) AS target,
  -- A year after the last one to show is neither present nor missing.
  share.pct IS NULL AND slots.year <= $year AND targets.value IS NULL AS missing,
  share.pct IS NOT NULL AND slots.year = max(share.year) OVER () AS latest
FROM range(2018, 2026) AS slots(year)
LEFT JOIN share ON share.year = slots.year
LEFT JOIN targets ON targets.year = slots.year AND targets.indicator LIKE 'High-precision industries%share of GDP'
ORDER BY slots.year
