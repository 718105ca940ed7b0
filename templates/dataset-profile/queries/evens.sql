-- Columns of categories whose values have the same number of rows, or nearly so.
SELECT position, name
FROM (
    SELECT f.position, f.name, c.text, count(*) AS times
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'category' AND f.distinct_values > 1 AND c.text IS NOT NULL
    GROUP BY f.position, f.name, c.text
)
GROUP BY position, name
HAVING max(times) - min(times) <= greatest(1, 0.1 * max(times))
ORDER BY position
