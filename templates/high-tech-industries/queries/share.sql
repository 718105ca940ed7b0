-- The ten industries' share of GDP: one row per year with a figure. Two sources agree on 2021, so one row is kept.
SELECT
  CAST(year AS INTEGER) AS year,
  round(any_value(value), 1) AS pct,
  bool_or(note LIKE '%DERIVED%') AS derived,
  count(*) AS sources,
  -- The rise as the source words it, from which the first figure was derived.
  any_value(CAST(nullif(regexp_extract(note, '([0-9.]+) percentage points higher', 1), '') AS DOUBLE)) AS stated_rise,
  -- Percentage points gained since the first year, and since the row before (which may lie two years back).
  round(any_value(value) - first_value(any_value(value)) OVER (ORDER BY year), 1) AS change,
  round(any_value(value) - lag(any_value(value)) OVER (ORDER BY year), 1) AS step,
  first_value(CAST(year AS INTEGER)) OVER (ORDER BY year) AS since,
  lag(CAST(year AS INTEGER)) OVER (ORDER BY year) AS before
FROM indicators
WHERE indicator LIKE 'Ten high-precision%share of GDP' AND TRY_CAST(year AS INTEGER) <= $year
GROUP BY year
ORDER BY year
