SELECT
  (year // 10 * 10) || 's' AS decade,
  avg(temp) AS anomaly,
  arg_max(year, temp) AS warmest
FROM temperature
WHERE year >= $since
GROUP BY ALL
ORDER BY decade
