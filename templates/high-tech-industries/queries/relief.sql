-- Tax and fee cuts: a floor. Later rows of the dataset count refunds and deferrals too, or one year.
SELECT round(value * factor, 1) AS amount
FROM indicators CROSS JOIN money
WHERE indicator = 'Tax and fee cuts, Beijing, five-year total'
