SELECT region, year, amount FROM output WHERE year > 2012 ORDER BY region, year
