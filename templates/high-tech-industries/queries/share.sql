-- The ten industries' share of GDP: one row per year with a figure. Two sources agree on 2021, so one row is kept.
WITH figures AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    any_value(value) FILTER (indicator LIKE '%share of GDP') AS pct,
    -- Value added, where a source gives an amount.
    any_value(value) FILTER (indicator LIKE '%value added') AS yuan,
    bool_or(note LIKE '%DERIVED%') AS derived,
    -- The rise as the source words it, from which the first figure was derived.
    any_value(CAST(nullif(regexp_extract(note, '([0-9.]+) percentage points higher', 1), '') AS DOUBLE)) AS stated_rise
  FROM indicators
  WHERE starts_with(indicator, 'Ten high-precision') AND TRY_CAST(year AS INTEGER) <= $year
  GROUP BY year
  HAVING pct IS NOT NULL
)
SELECT
  year, pct, derived, stated_rise,
  round(yuan * factor, 1) AS amount,
  -- Percentage points gained since the first year.
  round(pct - first_value(pct) OVER (ORDER BY year), 1) AS change
FROM figures, money
ORDER BY year
