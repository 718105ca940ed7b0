SELECT n, n * 10 AS v FROM range(1, 5) AS a(n) ORDER BY n
