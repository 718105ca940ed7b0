SELECT year, exports FROM sold ORDER BY year
