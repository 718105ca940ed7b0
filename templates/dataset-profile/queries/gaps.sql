-- Empty cells by column, the emptiest first; at most 20 columns.
SELECT
    name, short, nulls, 100.0 * nulls / total AS pct,
    -- How many columns share the largest number.
    count(*) FILTER (WHERE nulls = (SELECT max(nulls) FROM facts)) OVER () AS leaders
FROM facts
WHERE nulls > 0
ORDER BY nulls DESC, position
LIMIT 20
