-- Each region's change on the year, month by month; the regions by size, as in their table.
WITH sums AS (SELECT region, month, sum(value) AS value FROM series GROUP BY region, month)
SELECT sums.region, sums.month, CASE WHEN before.value > 0 THEN 100 * sums.value / before.value - 100 END AS change
FROM sums CROSS JOIN asked LEFT JOIN sums AS before ON before.region = sums.region AND before.month = sums.month - INTERVAL 1 YEAR
  LEFT JOIN regions ON regions.region = sums.region
WHERE sums.month > asked.last_year AND sums.month <= asked.month
ORDER BY regions.now DESC NULLS LAST, sums.region, sums.month
