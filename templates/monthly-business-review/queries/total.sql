-- The whole, and which way it went. `told` is the value as sentences tell it.
SELECT * EXCLUDE (region, product, every_region, every_product),
  (SELECT round(now::DOUBLE, decimals::INT) * told_factor FROM asked) AS told,
  CASE WHEN round(abs(on_year), 1) = 0 THEN 'same' WHEN on_year > 0 THEN 'up' WHEN on_year < 0 THEN 'down' END AS way,
  CASE WHEN round(abs(to_date), 1) = 0 THEN 'same' WHEN to_date > 0 THEN 'up' WHEN to_date < 0 THEN 'down' END AS to_date_way,
  CASE WHEN round(abs(on_month), 1) = 0 THEN 'same' WHEN on_month > 0 THEN 'up' WHEN on_month < 0 THEN 'down' END AS month_way
FROM compared WHERE every_region AND every_product
