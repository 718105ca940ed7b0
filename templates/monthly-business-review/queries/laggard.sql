-- The region furthest on the wrong side of the year before in the year to date, if there is one.
SELECT region, to_date, to_date > 0 AS up
FROM compared
WHERE every_product AND NOT every_region AND (to_date < 0) = ($better = 'more') AND round(abs(to_date), 1) > 0
ORDER BY abs(to_date) DESC, region
LIMIT 1
