-- The region and month furthest on the wrong side of the year before.
SELECT region, month, change, change <> 0 AND (change < 0) = ($better = 'more') AS behind FROM pace
WHERE change IS NOT NULL
ORDER BY CASE WHEN $better = 'more' THEN change ELSE -change END, month DESC, region
LIMIT 1
