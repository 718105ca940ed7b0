-- Indicators with two figures for one year, and which one is used: the better attested, or both where they are two vintages.
SELECT
  CAST(year AS INTEGER) AS year,
  CASE
    WHEN indicator LIKE 'Ten high-precision%' THEN CASE WHEN $language = 'zh' THEN '十大高精尖产业占比，%' ELSE 'Ten industries, share of GDP, %' END
    WHEN indicator LIKE 'High-tech industry%' THEN CASE WHEN $language = 'zh' THEN '高技术产业增加值，' ELSE 'High-tech industry, value added, ' END || any_value(money_unit)
    WHEN indicator LIKE 'R&D intensity%' THEN CASE WHEN $language = 'zh' THEN '研发投入强度，%' ELSE 'R&D intensity, % of GDP' END
    ELSE indicator
  END AS measure,
  first(amount ORDER BY rank, value DESC) AS one,
  last(amount ORDER BY rank, value DESC) AS other,
  CASE
    WHEN min(value) = max(value) THEN CASE WHEN $language = 'zh' THEN '两处一致' ELSE 'the sources agree' END
    WHEN bool_or(note LIKE '%restated%') THEN CASE WHEN $language = 'zh' THEN '先后两个版本，均列出' ELSE 'two vintages, both shown' END
    ELSE CASE WHEN $language = 'zh' THEN '不一致，采用可信度较高者' ELSE 'they differ: the first, better attested, is used' END
  END AS verdict
FROM (
  SELECT indicators.*, money.unit AS money_unit, CASE WHEN indicator LIKE '%value added%' THEN round(value * factor, 1) ELSE value END AS amount,
    CASE WHEN note LIKE '%confidence: high%' THEN 1 WHEN note LIKE '%confidence: medium%' THEN 2 ELSE 3 END AS rank
  FROM indicators, money
  WHERE TRY_CAST(year AS INTEGER) <= $year
)
GROUP BY indicator, year
HAVING count(*) > 1
ORDER BY year DESC, measure
