-- The three science cities and E-Town beside the whole city.
SELECT
  max(zones.value) FILTER (zones.indicator LIKE '%share of city area') AS area_pct,
  round(max(zones.value) FILTER (zones.indicator LIKE 'Districts of%') * (SELECT factor FROM money), 0) AS amount,
  CAST(max(zones.year) FILTER (zones.indicator LIKE 'Districts of%') AS INTEGER) AS year,
  -- Derived: their districts' GDP over the city's of the same year.
  round(100 * max(zones.value) FILTER (zones.indicator LIKE 'Districts of%')
    / max(city.value) FILTER (zones.indicator LIKE 'Districts of%'), 0) AS gdp_pct
FROM zones
LEFT JOIN indicators AS city ON city.indicator LIKE 'Gross regional product%' AND city.year = CAST(zones.year AS VARCHAR)
WHERE (zones.indicator LIKE 'Three science cities%' OR zones.indicator LIKE 'Districts of%') AND zones.year <= $year
