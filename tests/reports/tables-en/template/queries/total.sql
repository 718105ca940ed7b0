WITH cities AS (SELECT city, value, change FROM regions WHERE region = (SELECT min(region) FROM regions))
SELECT city, value, change FROM (
  SELECT *, 0 AS place FROM cities
  UNION ALL
  SELECT '∑', sum(value), NULL, 1 FROM cities
)
ORDER BY place, city
