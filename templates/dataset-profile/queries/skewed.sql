-- Columns where more than 1% of the values would be far out: a long tail, not mistakes; they are not flagged.
SELECT string_agg(name, ', ' ORDER BY position) AS names, count(*) AS columns
FROM (
    SELECT f.position, f.name
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'number' AND f.q3 > f.q1
      AND (c.number < f.q1 - 3 * (f.q3 - f.q1) OR c.number > f.q3 + 3 * (f.q3 - f.q1))
    GROUP BY f.position, f.name, f.seen
    HAVING count(*) > greatest(1, 0.01 * f.seen)
)
