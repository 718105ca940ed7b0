SELECT 2007 + y AS year, r AS region, (y * 7919 + r_no * 104729) % 90000 + 10000.5 AS amount FROM range(17) AS a(y), (VALUES ('North', 1), ('South', 2)) AS b(r, r_no) ORDER BY ALL
