-- R&D intensity of Beijing and of countries in 2018 and in the latest year that Beijing and the World Bank share.
WITH city AS (
  SELECT CAST(year AS INTEGER) AS year, value AS pct
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) BETWEEN 2018 AND $year
), moments AS (
  SELECT min(year) AS first_year, max(year) AS last_year FROM city WHERE year IN (SELECT year FROM world)
), figures AS (
  SELECT 'city' AS code, CASE WHEN $language = 'zh' THEN '北京（城市）' ELSE 'Beijing (city)' END AS label, year, pct
  FROM city
  UNION ALL
  SELECT
    code,
    CASE
      WHEN $language = 'zh' THEN CASE code
        WHEN 'CHN' THEN '中国' WHEN 'DEU' THEN '德国' WHEN 'FIN' THEN '芬兰' WHEN 'FRA' THEN '法国' WHEN 'GBR' THEN '英国' WHEN 'IND' THEN '印度' WHEN 'ISR' THEN '以色列'
        WHEN 'ITA' THEN '意大利' WHEN 'JPN' THEN '日本' WHEN 'KOR' THEN '韩国' WHEN 'SGP' THEN '新加坡' WHEN 'SWE' THEN '瑞典' WHEN 'USA' THEN '美国' ELSE country
      END
      WHEN country = 'Korea, Rep.' THEN 'South Korea'
      ELSE country
    END AS label,
    year,
    rd_pct_gdp
  FROM world
), pairs AS (
  SELECT
    code, label, first_year, last_year,
    round(max(pct) FILTER (year = first_year), 2) AS earlier,
    -- Where both moments are one, the pair is one dot. A country without the last year keeps its first dot alone.
    round(max(pct) FILTER (year = last_year), 2) AS latest
  FROM figures, moments
  WHERE year IN (first_year, last_year)
  GROUP BY ALL
)
SELECT *, code = 'city' AS beijing
FROM pairs
ORDER BY coalesce(latest, earlier) DESC, code
