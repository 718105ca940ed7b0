-- The eight most common values of the first six columns of categories; the rest together.
WITH
chosen AS (
    SELECT position, short AS name, filled, row_number() OVER (ORDER BY position) AS place
    FROM facts
    WHERE role = 'category' AND distinct_values > 1
    ORDER BY position
    LIMIT 6
),
counted AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_cells AS c
    JOIN chosen USING (position)
    WHERE c.text IS NOT NULL
    GROUP BY c.position, c.text
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY position ORDER BY times DESC, first_row) AS rank,
           count(*) OVER (PARTITION BY position) AS values_there_are
    FROM counted
),
grouped AS (
    SELECT position, least(rank, 9) AS rank, sum(times)::BIGINT AS times, count(*) AS members, any_value(text) AS text
    FROM (SELECT position, CASE WHEN rank <= 8 OR values_there_are = 9 THEN rank ELSE 9 END AS rank, times, text FROM ranked)
    GROUP BY position, least(rank, 9)
)
SELECT
    g.position,
    c.name,
    g.rank,
    CASE WHEN g.members = 1 AND length(g.text) > 24 THEN left(g.text, 23) || '…'
         WHEN g.members = 1 THEN g.text
         WHEN $language = 'zh' THEN printf('其他 %d 个取值', g.members)
         ELSE printf('%d other values', g.members) END AS label,
    g.members > 1 AS rest,
    g.times,
    100.0 * g.times / c.filled AS pct
FROM grouped AS g
JOIN chosen AS c USING (position)
ORDER BY g.position, g.rank
