SELECT 'Latest year' AS label, max_by(temp, year) AS value, '+.2f' AS format, '°C, ' || max(year) AS note FROM temperature
UNION ALL
SELECT 'Warmest year', max(temp), '+.2f', '°C, ' || arg_max(year, temp) FROM temperature
UNION ALL
SELECT 'Years above the mean', count(*) FILTER (temp > 0), 'd', 'of ' || count(*) FROM temperature WHERE year >= $since
