SELECT region, year, amount FROM output ORDER BY region, year
