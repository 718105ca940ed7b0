-- Pearson's correlation between each two of the first ten columns of numbers. Two columns are twins if their correlation is printed as 1.00: one
-- column on two scales, or years of one series side by side. Bars of twins would all be equally long; `twins` says in words which they are.
WITH
titled AS (
    -- A title needs no unit, unless another column differs by it alone.
    SELECT *, regexp_replace(name, '\s*[(（][^()（）]*[)）]\s*$', '') AS bare FROM facts WHERE role = 'number'
),
chosen AS (
    SELECT position, name, short, CASE WHEN bare != '' AND count(*) OVER (PARTITION BY bare) = 1 THEN bare ELSE name END AS title
    FROM titled QUALIFY high > low ORDER BY position LIMIT 10
),
cells AS (
    SELECT c.row, c.position, k.name, k.short, k.title, c.number
    FROM data_sample AS c
    JOIN chosen AS k USING (position)
    WHERE abs(c.number) < 1e100
)
SELECT
    a.name AS left_name, b.name AS right_name, a.title AS left_title, b.title AS right_title, concat(a.short, ' · ', b.short) AS pair,
    corr(a.number, b.number) AS r, count(*) AS times,
    a.position AS left_position, b.position AS right_position,
    corr(a.number, b.number) >= 0.995 AS twins
FROM cells AS a
JOIN cells AS b ON a.row = b.row AND a.position < b.position
GROUP BY a.position, b.position, a.name, b.name, a.short, b.short, a.title, b.title
HAVING count(*) >= 10 AND isfinite(corr(a.number, b.number))
ORDER BY left_position, right_position
