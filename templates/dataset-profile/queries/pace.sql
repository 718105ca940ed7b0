-- The fewest and most rows in a period.
SELECT min(times) AS fewest, max(times) AS most, count(*) AS periods, count(*) FILTER (WHERE times = 0) AS empty_periods, any_value(step) AS step
FROM dated
HAVING count(*) > 0
