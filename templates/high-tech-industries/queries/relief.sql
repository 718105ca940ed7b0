-- Tax and fee relief: every row has its own definition, and each amount is a floor.
WITH names(indicator, place, key) AS (
  VALUES ('Tax and fee cuts, Beijing, five-year total', 1, 'five'), ('Tax and fee cuts, Beijing', 2, 'single'), ('Tax and fee cuts, refunds and deferrals, Beijing', 3, 'refunds')
)
SELECT key, indicators.year, round(value * factor, 1) AS amount
FROM indicators JOIN names USING (indicator) CROSS JOIN money
ORDER BY place
