-- The two whole lists of clusters: how many stand in each band.
SELECT moment, year, count(*) FILTER (large) AS trillion, count(*) FILTER (NOT large) AS hundred
FROM bands
WHERE moment < 3
GROUP BY ALL
ORDER BY moment
