-- The fewest and most rows in a period, and the period with the most, if it is the only one.
SELECT min(times) AS fewest, max(times) AS most, count(*) AS periods, count(*) FILTER (WHERE times = 0) AS empty_periods, any_value(step) AS step,
       CASE WHEN count(*) FILTER (WHERE times = (SELECT max(times) FROM dated)) = 1 THEN arg_max(period, times) END AS peak_date,
       CASE (SELECT unit FROM periods)
           WHEN 'year' THEN CASE $language WHEN 'zh' THEN strftime(peak_date, '%Y年') ELSE strftime(peak_date, '%Y') END
           WHEN 'month' THEN CASE $language WHEN 'zh' THEN strftime(peak_date, '%Y年%-m月') ELSE strftime(peak_date, '%B %Y') END
           ELSE CASE $language WHEN 'zh' THEN strftime(peak_date, '%Y年%-m月%-d日') ELSE strftime(peak_date, '%-d %B %Y') END
       END AS peak
FROM dated
HAVING count(*) > 0
