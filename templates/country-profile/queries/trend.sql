SELECT known.code, known.name, known.year, known.value, known.code = $country AS chosen, known.year = ranked.year AS last,
  known.code = (SELECT code FROM ranked ORDER BY rank, code LIMIT 1) AS leader
FROM known JOIN ranked USING (code) WHERE known.year <= ranked.year
ORDER BY chosen, code, known.year
