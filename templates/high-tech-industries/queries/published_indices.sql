-- Indices that others have published; their methods are not given, so they are quoted and not used.
SELECT
  replace(year, '-', CASE $language WHEN 'zh' THEN '—' ELSE '–' END) AS year, value, unit,
  -- Null where the note gives none.
  CAST(regexp_extract_all(note, 'average annual growth ([0-9.]+)%', 1)[1] AS DOUBLE) AS growth
FROM indicators
WHERE indicator LIKE 'High-precision industry development%' AND CAST(right(year, 4) AS INTEGER) <= $year
ORDER BY right(indicators.year, 4)
