-- R&D expenditure of the city by kind and by who spends it, where a year has both the part and the whole.
WITH wholes AS (
  SELECT year, value AS total FROM indicators WHERE starts_with(indicator, 'R&D expenditure')
), sides AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    CASE indicator WHEN 'Basic research expenditure' THEN 'basic' ELSE 'enterprise' END AS split,
    total,
    unnest(['part', 'rest']) AS side,
    unnest([value, total - value]) AS amount,
    -- What the other side of the bar has.
    unnest([total - value, value]) AS other
  FROM indicators JOIN wholes USING (year)
  WHERE indicator IN ('Basic research expenditure', 'Enterprise R&D expenditure') AND TRY_CAST(year AS INTEGER) <= $year
)
SELECT
  year, split, side,
  round(100 * amount / total, 1) AS pct,
  round(100 * other / total, 1) AS counterpart,
  round(sides.amount * factor, 1) AS amount
FROM sides, money
ORDER BY split, year, side
