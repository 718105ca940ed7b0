-- R&D expenditure of China and of four trading nations, by year, with a label at the end of each line.
WITH names(code, en, zh) AS (
  VALUES ('CHN', 'China', '中国'), ('USA', 'United States', '美国'), ('DEU', 'Germany', '德国'), ('JPN', 'Japan', '日本'), ('KOR', 'South Korea', '韩国')
)
SELECT
  code,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
  CAST(year AS INTEGER) AS year,
  round(rd_pct_gdp, 2) AS pct,
  code = 'CHN' AS china,
  year = max(year) OVER (PARTITION BY code) AS latest
FROM world JOIN names USING (code)
WHERE rd_pct_gdp IS NOT NULL AND year <= $year
ORDER BY china, code, year
