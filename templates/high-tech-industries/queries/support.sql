-- What surrounds the industries: one group for each element of the ecosystem.
WITH names(indicator, element, place, en, zh, unit, sign) AS (
  VALUES
    ('R&D expenditure 研究与试验发展(R&D)经费', 1, 1, 'R&D expenditure', '研发经费', 'money', ''),
    ('Basic research expenditure', 1, 2, 'of which basic research', '其中：基础研究', 'money', ''),
    ('Digital economy 数字经济 value added', 2, 3, 'Digital economy, value added', '数字经济增加值', 'money', ''),
    ('Digital economy 数字经济 share of GDP', 2, 4, 'Digital economy, share of GDP', '数字经济占地区生产总值比重', 'pct', ''),
    ('Zhongguancun demonstration zone: national high-tech enterprises', 2, 5, 'High-tech enterprises, Zhongguancun zone', '中关村国家高新技术企业', 'count', '> ')
), figures AS (
  SELECT year, indicator, value FROM indicators
  UNION ALL
  SELECT CAST(year AS VARCHAR), indicator, value FROM zones
)
SELECT
  CASE element
    WHEN 1 THEN CASE WHEN $language = 'zh' THEN '要素投入' ELSE 'Inputs' END
    ELSE CASE WHEN $language = 'zh' THEN '数字经济与企业' ELSE 'Digital economy and companies' END
  END AS element_name,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS measure,
  figures.year AS period,
  sign || format(CASE WHEN $language = 'zh' THEN '{:.1f}' ELSE '{:,.1f}' END, round(value * CASE WHEN names.unit = 'money' THEN factor ELSE 1 END, 1)).regexp_replace('\.0$', '') AS figure,
  CASE names.unit WHEN 'money' THEN money.unit WHEN 'pct' THEN '%' ELSE CASE WHEN $language = 'zh' THEN '家' ELSE 'companies' END END AS unit_name
FROM figures JOIN names USING (indicator) CROSS JOIN money
WHERE TRY_CAST(figures.year AS INTEGER) <= $year
ORDER BY place, period
