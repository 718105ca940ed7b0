SELECT year, make_date(year, 1, 1) AS date, temp AS anomaly
FROM temperature
WHERE year >= $since
ORDER BY year
