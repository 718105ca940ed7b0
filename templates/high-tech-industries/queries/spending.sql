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
  round(100 * enterprises / total, 1) AS enterprises_pct,
  round(100 * (total - enterprises) / total, 1) AS others_pct,
  round(basic * factor, 1) AS basic,
  round(100 * basic / total, 1) AS basic_pct
FROM figures, money
ORDER BY year DESC
LIMIT 1
