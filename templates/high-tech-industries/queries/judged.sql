-- The lines of the composite's chart: each component and the composite itself, from 100 in 2018 to the latest year.
WITH ends AS (
  SELECT unnest([
    { 'series': 'intensity', 'place': 1, 'last': intensity_ratio, 'before': intensity_before, 'after': intensity },
    { 'series': 'composite', 'place': 2, 'last': index, 'before': NULL, 'after': NULL },
    { 'series': 'institutions', 'place': 3, 'last': institutions_ratio, 'before': institutions_before, 'after': institutions }
  ], recursive := true), year AS last_year, intensity_ratio, institutions_ratio
  FROM composite
)
SELECT
  series, place, moment.year AS year,
  CASE WHEN moment.year = 2018 THEN 100 ELSE last END AS index,
  before, after,
  moment.year > 2018 AS latest,
  -- Where the label stands: the composite's keeps clear of the two that bound it.
  CASE
    WHEN series = 'composite'
    THEN greatest(least(last, greatest(intensity_ratio, institutions_ratio) - 3), least(intensity_ratio, institutions_ratio) + 3)
    ELSE last
  END AS label_at
FROM ends, unnest([2018, last_year]) AS moment(year)
WHERE last IS NOT NULL
ORDER BY place, moment.year
