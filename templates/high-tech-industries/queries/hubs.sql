-- Latest figures of the hubs, in one row.
WITH figures AS (
  SELECT
    max({ 'year': year, 'value': value }) FILTER (indicator = 'Beijing E-Town (BDA): GDP' AND year <= $year) AS etown,
    max(CAST(nullif(regexp_extract(note, '\+([0-9.]+)%', 1), '') AS DOUBLE)) FILTER (indicator = 'Beijing E-Town (BDA): GDP' AND year = 2025 AND year <= $year) AS growth,
    max(value) FILTER (indicator LIKE 'Beijing E-Town output value: high-end%' AND year <= $year) AS vehicles,
    max(value) FILTER (indicator LIKE 'Beijing E-Town output value: new-generation IT' AND year <= $year) AS it,
    max(value) FILTER (indicator LIKE 'Three science cities%') AS area_pct,
    -- The page on the area is of 2024; an area does not change with the year to show.
    max(value) FILTER (indicator = 'Huairou Science City: area') AS huairou_area,
    max(value) FILTER (indicator LIKE 'Huairou: major science%') AS projects,
    max(note) FILTER (indicator LIKE 'Huairou: major science%') AS projects_note
  FROM zones
)
SELECT
  CAST(etown.year AS INTEGER) AS etown_year,
  round(etown.value * factor, 1) AS etown_gdp,
  growth,
  round(vehicles * factor, 1) AS vehicles,
  round(it * factor, 1) AS it,
  area_pct, huairou_area,
  CAST(projects AS INTEGER) AS projects,
  CAST(regexp_extract(projects_note, '(\d+) civil works complete', 1) AS INTEGER) AS complete,
  CAST(regexp_extract(projects_note, '(\d+) in construction', 1) AS INTEGER) AS building,
  CAST(regexp_extract(projects_note, '(\d+) in preparation', 1) AS INTEGER) AS preparing
FROM figures, money
