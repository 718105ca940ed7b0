-- The ten industries' share of GDP: one row per year with a figure, and the target that the plan sets for 2025.
WITH figures AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    any_value(value) FILTER (indicator LIKE '%share of GDP') AS pct,
    -- Value added, where a source gives an amount.
    any_value(value) FILTER (indicator LIKE '%value added') AS yuan,
    bool_or(note LIKE '%DERIVED%') AS derived
  FROM indicators
  WHERE starts_with(indicator, 'Ten high-precision') AND TRY_CAST(year AS INTEGER) <= $year
  GROUP BY year
  HAVING pct IS NOT NULL
)
SELECT
  figures.year, pct, derived,
  round(yuan * factor, 1) AS amount,
  -- Percentage points gained since the first year.
  round(pct - first_value(pct) OVER (ORDER BY figures.year), 1) AS change,
  CAST(targets.value AS DOUBLE) AS target,
  figures.year = max(figures.year) OVER () AS latest
FROM figures CROSS JOIN money LEFT JOIN targets ON starts_with(targets.indicator, 'High-precision industries')
ORDER BY figures.year
