SELECT year, kind, pct FROM shares ORDER BY kind, year
