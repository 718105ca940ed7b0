SELECT year, pct, remark FROM shares ORDER BY year
