-- A panel for each peer: its own line, and that of the chosen country for comparison.
SELECT peers.rank, peers.name AS panel, known.year, known.value, 'own' AS series
FROM peers JOIN known USING (code) WHERE style IS NULL AND known.year <= peers.year
UNION ALL
SELECT peers.rank, peers.name, known.year, known.value, 'chosen'
FROM peers, known, chosen WHERE peers.style IS NULL AND known.code = $country AND known.year <= chosen.year
ORDER BY rank, panel, series, year
