-- E-Town's GDP by vintage: the investment site, the review of 2022 and the news of 2026 do not form one series.
SELECT
  CAST(year AS INTEGER) AS year,
  round(value * factor, 1) AS amount,
  CASE WHEN source LIKE '%investment site%' THEN 'site' WHEN source LIKE '%30-year review%' THEN 'review' ELSE 'news' END AS vintage,
  year = max(year) OVER () AS latest
FROM zones, money
WHERE indicator = 'Beijing E-Town (BDA): GDP' AND year BETWEEN 2015 AND $year
ORDER BY year
