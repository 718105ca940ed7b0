-- The rows of totals and groups; none if hardly any other row would be left, as where each row breaks down one thing.
SELECT DISTINCT c.row
FROM data_sample AS c
JOIN wholes AS w ON w.position = c.position AND w.text = c.text
WHERE (SELECT count(DISTINCT a.row) FROM data_sample AS a JOIN wholes AS b ON b.position = a.position AND b.text = a.text) * 2 <= (SELECT any_value(sample) FROM facts)
ORDER BY c.row
