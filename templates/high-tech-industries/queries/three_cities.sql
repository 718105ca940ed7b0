-- The three science cities and E-Town beside the whole city.
WITH figures AS (
  SELECT
    CASE WHEN indicator LIKE '%share of city area' THEN value END AS area,
    CASE WHEN indicator LIKE 'Districts of%' THEN value END AS districts,
    CASE WHEN indicator LIKE 'Districts of%' THEN year END AS year
  FROM zones
  WHERE (indicator LIKE 'Three science cities%' OR indicator LIKE 'Districts of%') AND year <= $year
)
SELECT
  max(area) AS area_pct,
  round(max(districts * factor), 0) AS amount,
  CAST(max(figures.year) AS INTEGER) AS year,
  -- Derived: their districts' GDP over the city's of the same year.
  round(100 * max(districts) / max(city.value), 0) AS gdp_pct
FROM figures
LEFT JOIN indicators AS city ON city.indicator LIKE 'Gross regional product%' AND city.year = CAST(figures.year AS VARCHAR)
CROSS JOIN money
