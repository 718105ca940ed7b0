-- Whether the rows are a panel: one row at most for each member (or pair of members) and period, with no other key. A
-- sample cannot tell. Where several columns name the members, such as a country and its code, the one with the longest words is taken.
WITH
axis AS (
    SELECT position, name FROM periods WHERE NOT (SELECT bool_or(sampled) FROM facts)
),
-- Members repeat, and no cell lacks its member.
candidates AS (
    SELECT f.position, f.name
    FROM facts AS f
    WHERE f.role IN ('category', 'text') AND f.nulls = 0 AND f.distinct_values BETWEEN 2 AND f.total / 2
    ORDER BY f.position
    LIMIT 8
),
cells AS (
    SELECT c.row, c.position, c.text, t.text AS period
    FROM data_sample AS c
    JOIN candidates USING (position)
    JOIN axis ON true
    JOIN data_sample AS t ON t.position = axis.position AND t.row = c.row
    WHERE t.text IS NOT NULL
),
sets AS (
    SELECT position AS one, NULL AS other FROM candidates
    UNION ALL
    SELECT a.position, b.position FROM candidates AS a JOIN candidates AS b ON a.position < b.position
),
counted AS (
    SELECT s.one, s.other, count(*) AS "rows", count(DISTINCT (a.text, b.text, a.period)) AS keys,
           count(DISTINCT a.text) AS members, count(DISTINCT b.text) AS others, count(DISTINCT (a.text, b.text)) AS pairs, count(DISTINCT a.period) AS periods, avg(length(a.text)) AS length
    FROM sets AS s
    JOIN cells AS a ON a.position = s.one
    LEFT JOIN cells AS b ON b.position = s.other AND b.row = a.row
    GROUP BY s.one, s.other
)
SELECT a.name AS member, b.name AS other, axis.name AS period, k.members, k.others, k.periods,
       -- Rounded down, so that no gap hides behind 100%.
       floor(1000.0 * k."rows" / (k.pairs * k.periods)) / 10 AS filled_pct
FROM counted AS k
JOIN candidates AS a ON a.position = k.one
LEFT JOIN candidates AS b ON b.position = k.other
JOIN axis ON true
WHERE k.keys = k."rows" AND k."rows" = (SELECT any_value(total) FROM facts) AND k.periods > 1
  -- Hardly any two rows share a period where nothing was followed over time.
  AND k."rows" >= 0.3 * k.pairs * k.periods
ORDER BY k.other IS NOT NULL, k.length DESC, k.one, k.other
LIMIT 1
