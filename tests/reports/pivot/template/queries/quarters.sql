SELECT * FROM sales ORDER BY region, product DESC, year, quarter
