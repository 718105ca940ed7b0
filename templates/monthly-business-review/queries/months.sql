-- Twelve months to the one reviewed, each with the same month of the year before.
WITH sums AS (SELECT month, sum(value) AS value FROM series GROUP BY month)
SELECT sums.month, sums.value, before.value AS before
FROM sums CROSS JOIN asked LEFT JOIN sums AS before ON before.month = sums.month - INTERVAL 1 YEAR
WHERE sums.month > asked.last_year AND sums.month <= asked.month
ORDER BY sums.month
