-- R&D intensity of the city and of the countries that have a figure for the same year: the latest that they share.
WITH city AS (
  SELECT year, pct FROM intensity WHERE year IN (SELECT year FROM world WHERE rd_pct_gdp IS NOT NULL) ORDER BY year DESC LIMIT 1
), countries AS (
  SELECT
    code, world.year, rd_pct_gdp AS pct,
    CASE
      WHEN $language = 'zh' THEN CASE code
        WHEN 'CHN' THEN '中国' WHEN 'DEU' THEN '德国' WHEN 'FIN' THEN '芬兰' WHEN 'FRA' THEN '法国' WHEN 'GBR' THEN '英国' WHEN 'IND' THEN '印度' WHEN 'ISR' THEN '以色列'
        WHEN 'ITA' THEN '意大利' WHEN 'JPN' THEN '日本' WHEN 'KOR' THEN '韩国' WHEN 'SGP' THEN '新加坡' WHEN 'SWE' THEN '瑞典' WHEN 'USA' THEN '美国' ELSE country
      END
      WHEN country = 'Korea, Rep.' THEN 'South Korea'
      ELSE country
    END AS label
  FROM world JOIN city ON city.year = world.year
  WHERE rd_pct_gdp IS NOT NULL
)
SELECT code, CAST(year AS INTEGER) AS year, label, round(pct, 2) AS pct, false AS beijing, code = 'CHN' AS china FROM countries
UNION ALL
SELECT 'city', CAST(year AS INTEGER), CASE WHEN $language = 'zh' THEN '北京（城市）' ELSE 'Beijing (city)' END, pct, true, false FROM city WHERE EXISTS (FROM countries)
ORDER BY pct DESC, code
