-- Whether the only column of numbers over time rises or falls with it: the correlation of its means with time.
SELECT name, CASE WHEN count(mean) >= 5 THEN corr(mean, epoch(period)) END AS direction
FROM trends
GROUP BY name
HAVING (SELECT count(DISTINCT position) FROM trends) = 1
