-- What grew and what shrank on the year, summed over all regions and products.
SELECT count(*) AS pairs, count(*) FILTER (moved > 0) AS risers, count(*) FILTER (moved < 0) AS fallers, count(*) FILTER (moved = 0) AS same, count(*) FILTER (moved <> 0) AS moved,
  coalesce(sum(moved) FILTER (moved > 0), 0) AS gained, coalesce(-sum(moved) FILTER (moved < 0), 0) AS lost
FROM compared WHERE NOT every_region AND NOT every_product
