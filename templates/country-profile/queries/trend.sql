SELECT known.code, known.name, known.year, known.value, known.code = $country AS own, known.year = ranked.year AS last,
  known.code = (SELECT code FROM ranked ORDER BY rank, code LIMIT 1) AS leader,
  known.code = (SELECT passed_code FROM chosen) AS passed
FROM known JOIN ranked USING (code) WHERE known.year <= ranked.year
ORDER BY own, code, known.year
