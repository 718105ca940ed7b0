-- The pairs of columns, without twins: all if there are no more than eight, or else the eight most strongly correlated.
SELECT
    * EXCLUDE (twins),
    -- How many pairs share the strongest correlation.
    count(*) FILTER (WHERE round(abs(r), 9) = strongest) OVER () AS leaders,
    -- How many are listed, of how many.
    least(count(*) OVER (), 8) AS shown,
    (SELECT count(*) FROM correlated WHERE NOT twins) AS possible
FROM (SELECT *, max(round(abs(r), 9)) OVER () AS strongest FROM correlated WHERE NOT twins)
-- A weak link beside a strong one says nothing, but for a few pairs all are shown.
WHERE (abs(r) >= 0.3 OR (SELECT count(*) FROM correlated WHERE NOT twins) <= 8) AND strongest >= 0.5
ORDER BY round(abs(r), 9) DESC, left_position, right_position
LIMIT 8
