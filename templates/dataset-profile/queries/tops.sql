-- The six most common values of the first four columns of categories; the rest together. Three values
-- stand in the table of columns, and where all are equally common there is nothing to draw.
WITH
chosen AS (
    SELECT position, short AS name, seen AS filled
    FROM facts
    WHERE role = 'category' AND distinct_values > 3 AND position NOT IN (SELECT position FROM evens)
    ORDER BY position
    LIMIT 4
),
counted AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_sample AS c
    JOIN chosen USING (position)
    WHERE c.text IS NOT NULL
    GROUP BY c.position, c.text
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY position ORDER BY times DESC, first_row) AS rank,
           count(*) OVER (PARTITION BY position) AS values_there_are,
           -- How many values share the largest number.
           count(*) FILTER (WHERE times = most) OVER (PARTITION BY position) AS leaders
    FROM (SELECT *, max(times) OVER (PARTITION BY position) AS most FROM counted)
),
grouped AS (
    SELECT position, least(rank, 7) AS rank, sum(times)::BIGINT AS times, count(*) AS members, any_value(text) AS text,
           any_value(leaders) AS leaders, any_value(values_there_are) AS values_there_are
    FROM (SELECT position, CASE WHEN rank <= 6 OR values_there_are = 7 THEN rank ELSE 7 END AS rank, times, text, leaders, values_there_are FROM ranked)
    GROUP BY position, least(rank, 7)
),
-- Long texts that begin alike are told apart by their ends, and if need be by their rank.
cut AS (
    SELECT *, CASE WHEN length(text) > 24 THEN left(text, 23) || '…' ELSE text END AS begins,
           CASE WHEN length(text) > 24 THEN left(text, 9) || '…' || right(text, 13) ELSE text END AS ends
    FROM grouped
),
told AS (
    SELECT *, CASE WHEN count(*) FILTER (WHERE members = 1) OVER (PARTITION BY position, begins) = 1 THEN begins
                   WHEN count(*) FILTER (WHERE members = 1) OVER (PARTITION BY position, ends) = 1 THEN ends
                   ELSE left(text, 18) || '… #' || rank END AS label
    FROM cut
)
SELECT
    g.position,
    c.name,
    g.rank,
    CASE WHEN g.members = 1 THEN g.label
         WHEN $language = 'zh' THEN format('其他{:,}个取值', g.members)
         ELSE format('{:,} other values', g.members) END AS label,
    g.members > 1 AS rest,
    g.times,
    g.leaders,
    g.values_there_are,
    100.0 * g.times / c.filled AS pct,
    -- As the chart prints it: rounded half up, once, in whole numbers.
    CASE WHEN 10 * g.times < c.filled THEN format('{:.1f}', (2000 * g.times + c.filled) // (2 * c.filled) / 10)
         ELSE format('{:d}', (200 * g.times + c.filled) // (2 * c.filled)) END AS shown
FROM told AS g
JOIN chosen AS c USING (position)
ORDER BY g.position, g.rank
