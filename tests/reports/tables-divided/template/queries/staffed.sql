SELECT region, office, staff FROM offices
