-- In how many of the months shown the measure exceeded the same month of the year before.
SELECT count(*) FILTER (value > before) AS above, count(before) AS compared FROM months
