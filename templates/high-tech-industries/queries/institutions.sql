-- Beijing's share of the country, by the proxies that have a figure. No source counts all R&D institutions.
WITH names(indicator, key, place, en, zh) AS (
  VALUES
    ('State key laboratories, Beijing share of national', 'state', 1, 'State key laboratories', '国家重点实验室'),
    ('National key laboratories, Beijing share of national', 'national', 2, 'National key laboratories (reorganised)', '全国重点实验室（重组后）'),
    ('National engineering laboratories, Beijing share of national', 'engineering', 3, 'National engineering laboratories', '国家工程实验室'),
    ('Beijing share of national basic research expenditure', 'basic', 4, 'Basic research expenditure', '基础研究经费'),
    ('Beijing share of national R&D expenditure', 'expenditure', 5, 'R&D expenditure', '研发经费')
), figures AS (
  SELECT
    key, place,
    CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
    CAST(year AS INTEGER) AS year,
    value AS pct,
    CASE WHEN note LIKE '%about%' THEN '≈ ' ELSE '' END || format(CASE $language WHEN 'zh' THEN '{:.1f}（{}）' ELSE '{:.1f} ({})' END, value, indicators.year) AS figure,
    CAST(nullif(regexp_extract(note, 'another page prints ([0-9.]+)%', 1), '') AS DOUBLE) AS elsewhere
  FROM indicators
  -- IS TRUE: each is compared with each, which costs less for so few than the hash table of a plain equality.
  JOIN names ON (names.indicator = indicators.indicator) IS TRUE
  WHERE TRY_CAST(indicators.year AS INTEGER) <= $year
)
SELECT
  key, place, label, year, pct,
  -- All figures of a proxy in one label, which stands beside the largest.
  string_agg(figure, CASE $language WHEN 'zh' THEN '、' ELSE ', ' END ORDER BY year) OVER proxy AS figures,
  CASE WHEN lag(key) OVER (ORDER BY place, year) = key THEN lag(pct) OVER (ORDER BY place, year) END AS before,
  elsewhere,
  pct = max(pct) OVER proxy AS top
FROM figures
-- All rows of the place, as PARTITION BY would have it at a higher cost.
WINDOW proxy AS (ORDER BY place RANGE BETWEEN CURRENT ROW AND CURRENT ROW)
ORDER BY place, year
