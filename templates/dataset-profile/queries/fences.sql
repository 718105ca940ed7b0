-- For each column of numbers: the fences beyond which a value lies far out (Tukey), without the rows of totals, how many
-- values do, and whether they are so many that they are its tail, and no single cell is worth a check.
WITH
parts AS (
    SELECT c.position, c.number
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'number' AND c.number IS NOT NULL AND c.row NOT IN (SELECT row FROM whole_rows)
),
quartiles AS (
    SELECT position, count(*) AS seen, quantile_cont(number, 0.25) AS q1, quantile_cont(number, 0.75) AS q3
    FROM parts
    GROUP BY position
    HAVING q3 > q1
),
counted AS (
    SELECT position, seen, any_value(q1) - 3 * (any_value(q3) - any_value(q1)) AS low_fence, any_value(q3) + 3 * (any_value(q3) - any_value(q1)) AS high_fence,
           count(*) FILTER (number < q1 - 3 * (q3 - q1) OR number > q3 + 3 * (q3 - q1)) AS far
    FROM parts
    JOIN quartiles USING (position)
    GROUP BY position, seen
)
SELECT position, low_fence, high_fence, far, far > greatest(1, 0.01 * seen) AS tail
FROM counted
ORDER BY position
