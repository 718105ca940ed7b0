-- Pearson's correlation between the first ten columns of numbers: the eight strongest pairs that are
-- worth a look.
WITH
chosen AS (
    SELECT position, name, short FROM facts WHERE role = 'number' AND high > low ORDER BY position LIMIT 10
),
cells AS (
    SELECT c.row, c.position, k.name, k.short, c.number
    FROM data_sample AS c
    JOIN chosen AS k USING (position)
    WHERE abs(c.number) < 1e100
)
SELECT
    *,
    -- How many pairs share the strongest correlation.
    count(*) FILTER (WHERE round(abs(r), 9) = strongest) OVER () AS leaders
FROM (
    SELECT
        a.name AS left_name, b.name AS right_name, concat(a.short, ' · ', b.short) AS pair,
        corr(a.number, b.number) AS r, count(*) AS times,
        a.position AS left_position, b.position AS right_position,
        max(round(abs(corr(a.number, b.number)), 9)) OVER () AS strongest
    FROM cells AS a
    JOIN cells AS b ON a.row = b.row AND a.position < b.position
    GROUP BY a.position, b.position, a.name, b.name, a.short, b.short
    HAVING count(*) >= 10 AND isfinite(corr(a.number, b.number))
)
-- A weak link beside a strong one says nothing.
WHERE abs(r) >= 0.3 AND strongest >= 0.5
ORDER BY round(abs(r), 9) DESC, left_position, right_position
LIMIT 8
