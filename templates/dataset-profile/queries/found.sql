-- The reasons that were found.
SELECT rule FROM flags GROUP BY rule, place ORDER BY place
