-- R&D intensity of Beijing and of countries in 2018 and in the latest year that Beijing and the World Bank share.
WITH city AS (
  SELECT CAST(year AS INTEGER) AS year, value AS pct
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) BETWEEN 2018 AND least($year, (SELECT max(year) FROM world))
), moments AS (
  SELECT min(year) AS first_year, max(year) AS last_year FROM city
), zh(code, name) AS (
  VALUES ('CHN', '中国'), ('DEU', '德国'), ('FIN', '芬兰'), ('FRA', '法国'), ('GBR', '英国'), ('IND', '印度'), ('ISR', '以色列'),
    ('ITA', '意大利'), ('JPN', '日本'), ('KOR', '韩国'), ('SGP', '新加坡'), ('SWE', '瑞典'), ('USA', '美国')
), figures AS (
  SELECT 'city' AS code, CASE WHEN $language = 'zh' THEN '北京（城市）' ELSE 'Beijing (city)' END AS label, year, pct
  FROM city
  UNION ALL
  SELECT
    world.code,
    CASE WHEN $language = 'zh' THEN coalesce(zh.name, country) WHEN country = 'Korea, Rep.' THEN 'South Korea' ELSE country END,
    year,
    rd_pct_gdp
  FROM world LEFT JOIN zh ON zh.code = world.code
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
SELECT *, code = 'city' AS beijing, row_number() OVER (ORDER BY coalesce(latest, earlier) DESC, code) AS place
FROM pairs
ORDER BY place
