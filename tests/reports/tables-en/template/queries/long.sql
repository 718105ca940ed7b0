SELECT n, n * 37 % 1000 - 500 AS integer, round((n * 7919 % 10007) / 100.0, (1 + n % 3)::INTEGER) AS decimal,
  CASE WHEN n % 11 = 0 THEN NULL ELSE 'item ' || n END AS name FROM range(1, 121) AS numbers(n)
