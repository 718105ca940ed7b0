-- Beijing's share of the country, by the proxies that have a figure. No source counts all R&D institutions.
WITH names(indicator, key, place, en, zh, kind) AS (
  VALUES
    ('State key laboratories, Beijing share of national', 'state', 1, 'State key laboratories', '国家重点实验室', 'laboratories'),
    ('National key laboratories, Beijing share of national', 'national', 2, 'National key laboratories (reorganised)', '全国重点实验室（重组后）', 'laboratories'),
    ('National engineering laboratories, Beijing share of national', 'engineering', 3, 'National engineering laboratories', '国家工程实验室', 'laboratories'),
    ('Beijing share of national basic research expenditure', 'basic', 4, 'Basic research expenditure', '基础研究经费', 'money'),
    ('Beijing share of national R&D expenditure', 'expenditure', 5, 'R&D expenditure', '研发经费', 'money')
)
SELECT
  key, place, kind,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
  CAST(year AS INTEGER) AS year,
  value AS pct,
  note LIKE '%about%' AS approximate,
  -- All figures of the proxy in one label, which stands beside the largest.
  string_agg(CASE WHEN note LIKE '%about%' THEN '≈ ' ELSE '' END || format(CASE $language WHEN 'zh' THEN '{:.1f}（{}）' ELSE '{:.1f} ({})' END, value, year), CASE $language WHEN 'zh' THEN '、' ELSE ', ' END ORDER BY year) OVER (PARTITION BY key ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS figures,
  lag(value) OVER (PARTITION BY key ORDER BY year) AS before,
  lag(CAST(year AS INTEGER)) OVER (PARTITION BY key ORDER BY year) AS before_year,
  CAST(nullif(regexp_extract(note, 'another page prints ([0-9.]+)%', 1), '') AS DOUBLE) AS elsewhere,
  value = max(value) OVER (PARTITION BY key) AS top
FROM indicators JOIN names USING (indicator)
WHERE TRY_CAST(year AS INTEGER) <= $year
ORDER BY place, year
