-- What moved the total on the year: the ten largest changes.
SELECT product, region, product || ' · ' || region AS name, moved, moved > 0 AS up, (moved > 0) = ($better = 'more') AS good
FROM compared
WHERE NOT every_region AND NOT every_product AND moved <> 0 AND EXISTS (SELECT 1 FROM total WHERE last_year IS NOT NULL)
ORDER BY abs(moved) DESC, name
LIMIT 10
