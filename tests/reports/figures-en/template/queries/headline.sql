SELECT kind AS label, max_by(pct, year) AS value, '.1f' AS format, '%' AS note FROM shares GROUP BY kind ORDER BY kind
