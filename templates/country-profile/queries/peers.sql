-- The chosen country and the twelve that stand nearest to it.
WITH own AS (SELECT rank FROM ranked WHERE chosen),
near AS (SELECT ranked.*, row_number() OVER (ORDER BY chosen DESC, abs(ranked.rank - own.rank), ranked.rank, code) AS place FROM ranked, own)
SELECT rank, code, name, first_year, first_value, year, value, change, CASE WHEN chosen THEN 'highlight' END AS style
FROM near WHERE place <= 13 ORDER BY rank, code
