-- Value added of the ten industries, where a source gives an amount.
SELECT
  CAST(year AS INTEGER) AS year,
  round(value * (SELECT factor FROM money), 1) AS amount
FROM indicators
WHERE indicator LIKE 'Ten high-precision%value added' AND TRY_CAST(year AS INTEGER) <= $year
ORDER BY year
