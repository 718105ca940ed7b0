SELECT region, city, year, sold FROM sales WHERE year >= 2022 ORDER BY region, city, year
