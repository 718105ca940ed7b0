-- Revenue of the Zhongguancun demonstration zone: all enterprises to 2018, large-scale enterprises only in 2023.
SELECT
  CAST(year AS INTEGER) AS year,
  round(value * factor, 1) AS amount,
  CASE WHEN indicator LIKE '%large-scale%' THEN 'large' ELSE 'total' END AS scope,
  note LIKE '%confidence: low%' AS uncertain
FROM zones, money
WHERE indicator LIKE 'Zhongguancun demonstration zone:%revenue%' AND year <= $year
ORDER BY year
