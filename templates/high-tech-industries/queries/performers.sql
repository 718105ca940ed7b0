-- R&D expenditure of the city by kind and by who spends it, where a year has both the part and the whole.
WITH wholes AS (
  SELECT year, value AS total FROM indicators WHERE starts_with(indicator, 'R&D expenditure')
), amounts AS (
  SELECT CAST(year AS INTEGER) AS year, CASE indicator WHEN 'Basic research expenditure' THEN 'basic' ELSE 'enterprise' END AS split, value AS amount, total
  FROM indicators JOIN wholes USING (year)
  WHERE indicator IN ('Basic research expenditure', 'Enterprise R&D expenditure') AND TRY_CAST(year AS INTEGER) <= $year
)
SELECT
  year, split, side,
  round(100 * CASE WHEN side = 'part' THEN amount ELSE total - amount END / total, 1) AS pct,
  -- The share of the other side of the bar.
  round(100 * CASE WHEN side = 'part' THEN total - amount ELSE amount END / total, 1) AS counterpart,
  round(CASE WHEN side = 'part' THEN amount ELSE total - amount END * factor, 1) AS amount
FROM amounts, (VALUES ('part'), ('rest')) AS sides(side), money
ORDER BY split, year, side
