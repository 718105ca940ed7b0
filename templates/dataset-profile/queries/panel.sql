-- Whether the rows are a panel: one row at most for each member (or pair of members) and period, with no other key. A
-- sample cannot tell. Where several columns name the members, such as a country and its code, the one with the longest words is taken.
WITH
axis AS (
    SELECT p.position, p.name, f.distinct_values AS periods
    FROM periods AS p
    JOIN facts AS f USING (position)
    WHERE NOT (SELECT bool_or(sampled) FROM facts)
),
-- Members repeat, and no cell lacks its member. Hardly any two rows share a period where nothing was followed over time.
-- Each costs a pass over the rows, so that of many rows few are tried.
candidates AS (
    SELECT f.position, f.name, f.distinct_values AS members, f.total, axis.periods
    FROM facts AS f
    JOIN axis ON true
    WHERE f.role IN ('category', 'text') AND f.nulls = 0 AND f.distinct_values BETWEEN 2 AND f.total / 2
      AND f.total >= 0.3 * f.distinct_values * axis.periods
    QUALIFY row_number() OVER (ORDER BY f.position) <= CASE WHEN f.total > 20000 THEN 4 ELSE 8 END
),
-- Hashes: whole texts of many rows would fill the memory.
cells AS (
    SELECT c.row, c.position, hash(c.text) AS member, length(c.text) AS length, hash(t.text) AS period
    FROM data_sample AS c
    JOIN candidates USING (position)
    JOIN axis ON true
    JOIN data_sample AS t ON t.position = axis.position AND t.row = c.row
    WHERE t.text IS NOT NULL
),
-- Members and periods must be enough for all rows.
singles AS (
    SELECT a.position AS one, NULL::BIGINT AS other, count(*) AS "rows", count(DISTINCT hash(a.member, a.period)) AS keys,
           count(DISTINCT a.member) AS members, 0 AS others, count(DISTINCT a.member) AS pairs, count(DISTINCT a.period) AS periods, avg(a.length) AS length
    FROM cells AS a
    JOIN candidates AS c USING (position)
    WHERE c.total <= c.members * c.periods
    GROUP BY a.position
),
single AS MATERIALIZED (
    SELECT *
    FROM singles
    WHERE keys = "rows" AND "rows" = (SELECT any_value(total) FROM facts) AND periods > 1 AND "rows" >= 0.3 * pairs * periods
),
-- Pairs only where no single column fits.
sets AS MATERIALIZED (
    SELECT a.position AS one, b.position AS other
    FROM candidates AS a
    JOIN candidates AS b ON a.position < b.position
    WHERE a.total <= a.members * b.members * a.periods AND (SELECT count(*) FROM single) = 0
),
doubles AS (
    SELECT s.one, s.other, count(*) AS "rows", count(DISTINCT hash(a.member, b.member, a.period)) AS keys,
           count(DISTINCT a.member) AS members, count(DISTINCT b.member) AS others, count(DISTINCT hash(a.member, b.member)) AS pairs, count(DISTINCT a.period) AS periods, avg(a.length) AS length
    FROM sets AS s
    JOIN cells AS a ON a.position = s.one
    JOIN cells AS b ON b.position = s.other AND b.row = a.row
    GROUP BY s.one, s.other
),
counted AS (
    SELECT * FROM single
    UNION ALL
    SELECT *
    FROM doubles
    WHERE keys = "rows" AND "rows" = (SELECT any_value(total) FROM facts) AND periods > 1 AND "rows" >= 0.3 * pairs * periods
)
SELECT a.name AS member, b.name AS other, axis.name AS period, k.members, k.others, k.periods,
       -- Rounded half up, once, in whole numbers; with the decimals that keep a missing combination from hiding behind 100%.
       (200 * k."rows"::HUGEINT * (10 ** k.decimals)::HUGEINT + k.pairs * k.periods) // (2 * k.pairs * k.periods) / (10 ** k.decimals) AS filled_pct,
       k.decimals AS filled_decimals
FROM (
    SELECT *, list_filter(range(1, 16), d -> "rows" = pairs * periods OR 200 * (pairs * periods - "rows")::HUGEINT * (10 ** d)::HUGEINT > pairs * periods)[1] AS decimals
    FROM counted
) AS k
JOIN candidates AS a ON a.position = k.one
LEFT JOIN candidates AS b ON b.position = k.other
JOIN axis ON true
ORDER BY k.other IS NOT NULL, k.length DESC, k.one, k.other
LIMIT 1
