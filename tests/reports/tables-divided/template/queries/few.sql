SELECT region, year, amount FROM output WHERE year > 2019 ORDER BY region, year
