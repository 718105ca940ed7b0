-- R&D expenditure of the city by kind and by who spends it, where a year has both the part and the whole.
WITH parts(indicator, split, place) AS (
  VALUES ('Basic research expenditure', 'basic', 1), ('Enterprise R&D expenditure', 'enterprise', 2)
), amounts AS (
  SELECT CAST(part.year AS INTEGER) AS year, split, parts.place, part.value AS amount, whole.value AS total
  FROM indicators AS part
  JOIN parts USING (indicator)
  JOIN indicators AS whole ON starts_with(whole.indicator, 'R&D expenditure') AND whole.year = part.year
  WHERE TRY_CAST(part.year AS INTEGER) <= $year
)
SELECT
  year, split, side,
  round(100 * CASE WHEN side = 'part' THEN amount ELSE total - amount END / total, 1) AS pct,
  -- The share of the other side of the bar.
  round(100 * CASE WHEN side = 'part' THEN total - amount ELSE amount END / total, 1) AS counterpart,
  round(CASE WHEN side = 'part' THEN amount ELSE total - amount END * (SELECT factor FROM money), 1) AS amount
FROM amounts, (VALUES ('part', 1), ('rest', 2)) AS sides(side, order_in_bar)
ORDER BY amounts.place, year, order_in_bar
