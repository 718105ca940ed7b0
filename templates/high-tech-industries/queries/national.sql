-- Beijing's part of the country's spending: basic research, and all R&D, each in its latest year.
WITH names(indicator, place, en, zh) AS (
  VALUES
    ('Beijing share of national basic research expenditure', 1, 'Basic research', '基础研究经费'),
    ('Beijing share of national R&D expenditure', 2, 'All R&D', '全部研发经费')
)
SELECT
  place,
  CAST(max(year) AS INTEGER) AS year,
  any_value(CASE WHEN $language = 'zh' THEN format('{}，{}年', zh, year) ELSE format('{}, {}', en, year) END ORDER BY year DESC) AS label,
  arg_max(value, year) AS pct,
  place = 1 AS highest
FROM indicators JOIN names USING (indicator)
WHERE TRY_CAST(year AS INTEGER) <= $year
GROUP BY place
ORDER BY place
