-- What grew and what shrank on the year, summed over all regions and products.
WITH sums AS (
  SELECT count(*) AS pairs, count(*) FILTER (moved > 0) AS risers, count(*) FILTER (moved < 0) AS fallers, count(*) FILTER (moved = 0) AS same, count(*) FILTER (moved <> 0) AS moved,
    coalesce(sum(moved) FILTER (moved > 0), 0) AS gained, coalesce(-sum(moved) FILTER (moved < 0), 0) AS lost
  FROM compared WHERE NOT every_region AND NOT every_product
)
SELECT sums.*, round(gained::DOUBLE, decimals::INT) * told_factor AS gained_told, round(lost::DOUBLE, decimals::INT) * told_factor AS lost_told
FROM sums, asked
