-- What exists for each component of the index in each year: a figure comparable with 2018, one of another scope, none.
SELECT
  CAST(years.year AS INTEGER) AS year,
  places.component,
  places.place,
  CASE WHEN bool_or(ratio IS NOT NULL) THEN 'comparable' WHEN count(value) > 0 THEN 'other' ELSE 'none' END AS status
FROM range(2018, $year + 1) AS years(year)
CROSS JOIN (VALUES ('institutions', 1), ('intensity', 2), ('relief', 3)) AS places(component, place)
LEFT JOIN components ON components.component = places.component AND components.year = years.year
GROUP BY ALL
ORDER BY places.place, year
