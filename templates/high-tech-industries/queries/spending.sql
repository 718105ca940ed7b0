-- The city's R&D expenditure of the latest year: the whole, and the parts that a source gives.
WITH figures AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    max(value) FILTER (starts_with(indicator, 'R&D expenditure')) AS total,
    max(value) FILTER (indicator = 'Enterprise R&D expenditure') AS enterprises,
    max(value) FILTER (indicator = 'Basic research expenditure') AS basic
  FROM indicators
  WHERE TRY_CAST(year AS INTEGER) <= $year
  GROUP BY year
  HAVING total IS NOT NULL AND enterprises IS NOT NULL AND basic IS NOT NULL
)
SELECT
  year,
  round(total * factor, 1) AS total,
  round(enterprises * factor, 1) AS enterprises,
  round((total - enterprises) * factor, 1) AS others,
  -- Rounded where they are printed, and only there.
  100 * enterprises / total AS enterprises_pct,
  100 * (total - enterprises) / total AS others_pct,
  round(basic * factor, 1) AS basic,
  100 * basic / total AS basic_pct
FROM figures, money
ORDER BY year DESC
LIMIT 1
