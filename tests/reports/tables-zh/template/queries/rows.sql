SELECT region, city, value, change, note FROM regions ORDER BY ALL
