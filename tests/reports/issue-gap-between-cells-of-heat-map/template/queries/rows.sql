SELECT r AS region, 'Q' || q AS quarter, r_no * 10 + q AS amount FROM (VALUES ('North', 1), ('South', 2), ('West', 3)) AS a(r, r_no), range(1, 5) AS b(q) ORDER BY r_no, q
