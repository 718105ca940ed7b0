SELECT month, sum(amount) AS amount, sum(amount) - lag(sum(amount)) OVER (ORDER BY month) AS change
FROM shop GROUP BY month ORDER BY month
