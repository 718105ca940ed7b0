-- The region and month furthest on the wrong side of the year before; how many of that region's months lie there, and how many of the other regions'.
WITH judged AS (SELECT region, month, change, change <> 0 AND (change < 0) = ($better = 'more') AS behind FROM pace WHERE change IS NOT NULL)
SELECT *, count(*) FILTER (behind) OVER own AS behind_months, count(*) OVER own AS months, count(*) FILTER (behind) OVER () - behind_months AS behind_elsewhere, count(DISTINCT region) OVER () AS regions, count(*) OVER () AS cells
FROM judged
WINDOW own AS (PARTITION BY region)
ORDER BY CASE WHEN $better = 'more' THEN change ELSE -change END, month DESC, region
LIMIT 1
