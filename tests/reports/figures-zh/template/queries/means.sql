SELECT kind, avg(pct) AS mean, max(year) AS last FROM shares GROUP BY kind ORDER BY kind
