-- E-Town's part of the city's total, by industry.
WITH names(suffix, en, zh) AS (
  VALUES
    ('next-generation IT', 'New-generation IT', '新一代信息技术'),
    ('high-end and intelligent connected vehicles', 'High-end and intelligent connected vehicles', '高端汽车和新能源智能网联汽车'),
    ('biopharmaceuticals and big health', 'Biopharmaceuticals and health', '生物技术和大健康'),
    ('robotics and intelligent equipment', 'Robotics and intelligent equipment', '机器人和智能装备')
)
SELECT CAST(year AS INTEGER) AS year, CASE WHEN $language = 'zh' THEN zh ELSE en END AS industry, value AS pct, value = max(value) OVER () AS highest
FROM zones
-- IS TRUE: each is compared with each, which costs less for so few than the hash table of a plain equality.
JOIN names ON (indicator = 'Beijing E-Town share of the city industry total: ' || suffix) IS TRUE
WHERE year <= $year
ORDER BY value DESC
