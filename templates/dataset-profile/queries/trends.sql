-- Means by period of the first nine columns of numbers. A period without values is a break in the line;
-- means that never change are left out. Totals do not count beside their parts.
WITH
chosen AS (
    SELECT f.position, u.label AS name, u.unit FROM facts AS f JOIN units AS u USING (position) WHERE high > low ORDER BY f.position LIMIT 9
),
dates AS (
    SELECT c.row, date_trunc(p.unit, CASE p.role WHEN 'year' THEN make_date(c.number::INT, 1, 1) ELSE c.date END)::DATE AS period
    FROM data_sample AS c
    JOIN periods AS p USING (position)
    WHERE c.text IS NOT NULL
),
means AS (
    SELECT c.position, d.period, avg(c.number) / any_value(chosen.unit) AS mean, count(c.number) AS times
    FROM data_sample AS c
    JOIN chosen USING (position)
    JOIN dates AS d USING (row)
    WHERE c.row NOT IN (SELECT row FROM whole_rows)
    GROUP BY c.position, d.period
),
moving AS (
    SELECT position FROM means GROUP BY position HAVING max(mean) - min(mean) > 1e-9 * max(abs(mean))
)
SELECT k.position, k.name, s.period, m.mean, coalesce(m.times, 0) AS times
FROM dated AS s
CROSS JOIN (SELECT * FROM chosen WHERE position IN (SELECT position FROM moving)) AS k
LEFT JOIN means AS m ON m.position = k.position AND m.period = s.period
ORDER BY k.position, s.period
