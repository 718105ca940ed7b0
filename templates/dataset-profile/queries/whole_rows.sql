-- The rows of certain totals; none if hardly any other row would be left, as where each row breaks down one thing.
WITH
found AS (
    SELECT DISTINCT c.row
    FROM data_sample AS c
    JOIN wholes AS w ON w.position = c.position AND w.text = c.text
    WHERE w.certain
)
SELECT row
FROM found
WHERE (SELECT count(*) FROM found) * 2 <= (SELECT any_value(sample) FROM facts)
ORDER BY row
