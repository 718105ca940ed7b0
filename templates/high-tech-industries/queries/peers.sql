-- R&D intensity of Beijing and of countries in 2018 and in the latest year that Beijing and the World Bank share.
WITH city AS (
  SELECT TRY_CAST(year AS INTEGER) AS year, value
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) BETWEEN 2018 AND $year
), figures AS (
  -- Each shared year of a country gives two rows: the city's figure and the country's.
  SELECT
    city.year,
    min(city.year) OVER () AS first_year,
    max(city.year) OVER () AS last_year,
    unnest(['city', code]) AS code,
    unnest([
      CASE WHEN $language = 'zh' THEN '北京（城市）' ELSE 'Beijing (city)' END,
      CASE
        WHEN $language = 'zh' THEN CASE code
          WHEN 'CHN' THEN '中国' WHEN 'DEU' THEN '德国' WHEN 'FIN' THEN '芬兰' WHEN 'FRA' THEN '法国' WHEN 'GBR' THEN '英国' WHEN 'IND' THEN '印度' WHEN 'ISR' THEN '以色列'
          WHEN 'ITA' THEN '意大利' WHEN 'JPN' THEN '日本' WHEN 'KOR' THEN '韩国' WHEN 'SGP' THEN '新加坡' WHEN 'SWE' THEN '瑞典' WHEN 'USA' THEN '美国' ELSE country
        END
        WHEN country = 'Korea, Rep.' THEN 'South Korea'
        ELSE country
      END
    ]) AS label,
    unnest([value, rd_pct_gdp]) AS pct
  FROM city JOIN world ON world.year = city.year
), pairs AS (
  SELECT
    code, label, first_year, last_year,
    round(max(pct) FILTER (year = first_year), 2) AS earlier,
    -- Where both moments are one, the pair is one dot. A country without the last year keeps its first dot alone.
    round(max(pct) FILTER (year = last_year), 2) AS latest
  FROM figures
  WHERE year IN (first_year, last_year)
  GROUP BY ALL
)
SELECT *, code = 'city' AS beijing
FROM pairs
ORDER BY coalesce(latest, earlier) DESC, code
