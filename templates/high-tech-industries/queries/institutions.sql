-- Beijing's share of the country, by the proxies that have a figure. No source counts all R&D institutions.
WITH names(indicator, key, place, en, zh, kind) AS (
  VALUES
    ('State key laboratories, Beijing share of national', 'state', 1, 'State key laboratories', '国家重点实验室', 'laboratories'),
    ('National key laboratories, Beijing share of national', 'national', 2, 'National key laboratories (reorganised)', '全国重点实验室（重组后）', 'laboratories'),
    ('National engineering laboratories, Beijing share of national', 'engineering', 3, 'National engineering laboratories', '国家工程实验室', 'laboratories'),
    ('Beijing share of national basic research expenditure', 'basic', 4, 'Basic research expenditure', '基础研究经费', 'money'),
    ('Beijing share of national R&D expenditure', 'expenditure', 5, 'R&D expenditure', '研发经费', 'money')
), figures AS (
  SELECT
    key, place, kind,
    CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
    CAST(year AS INTEGER) AS year,
    value AS pct,
    CASE WHEN note LIKE '%about%' THEN '≈ ' ELSE '' END || format(CASE $language WHEN 'zh' THEN '{:.1f}（{}）' ELSE '{:.1f} ({})' END, value, indicators.year) AS figure,
    CAST(nullif(regexp_extract(note, 'another page prints ([0-9.]+)%', 1), '') AS DOUBLE) AS elsewhere
  FROM indicators JOIN names USING (indicator)
  WHERE TRY_CAST(indicators.year AS INTEGER) <= $year
), proxies AS (
  -- All figures of a proxy in one label, which stands beside the largest.
  SELECT
    key, place, kind, label,
    max(pct) AS largest,
    string_agg(figure, CASE $language WHEN 'zh' THEN '、' ELSE ', ' END ORDER BY year) AS figures,
    unnest(list({ 'year': year, 'pct': pct, 'elsewhere': elsewhere }), recursive := true)
  FROM figures
  GROUP BY key, place, kind, label
)
SELECT
  key, place, kind, label, year, pct, figures,
  CASE WHEN lag(key) OVER (ORDER BY place, year) = key THEN lag(pct) OVER (ORDER BY place, year) END AS before,
  elsewhere,
  pct = largest AS top
FROM proxies
ORDER BY place, year
