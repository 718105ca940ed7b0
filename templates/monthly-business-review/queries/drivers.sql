-- What moved the total on the year: all changes, or the ten largest if there are more than twenty. Falls stay in sight of rises.
SELECT product, region, product || ' · ' || region AS name, moved, moved > 0 AS up, (moved > 0) = ($better = 'more') AS good
FROM compared
WHERE NOT every_region AND NOT every_product AND moved <> 0 AND EXISTS (SELECT 1 FROM total WHERE last_year IS NOT NULL)
QUALIFY row_number() OVER (ORDER BY abs(moved) DESC, name) <= CASE WHEN count(*) OVER () > 20 THEN 10 ELSE 20 END
ORDER BY abs(moved) DESC, name
