SELECT partner, year, exports FROM sold ORDER BY year
