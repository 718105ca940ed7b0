-- The rows to check, one line a row and rule: the first 40 by row, no rule with more than 12.
WITH
lines AS (
    SELECT
        place, rule, row,
        CASE WHEN count(name) > 3 AND $language = 'zh' THEN printf('%s等%d列', arg_min(name, position), count(name))
             WHEN count(name) > 3 THEN printf('%s and %d more', arg_min(name, position), count(name) - 1)
             ELSE string_agg(name, ', ' ORDER BY position) END AS names,
        CASE WHEN count(*) = 1 THEN any_value(text) END AS text
    FROM flags
    GROUP BY place, rule, row
),
chosen AS (
    SELECT * FROM lines QUALIFY row_number() OVER (PARTITION BY rule ORDER BY row) <= 12
)
SELECT
    c.row,
    c.names,
    CASE WHEN c.rule = 'duplicate' THEN NULL WHEN length(c.text) > 40 THEN left(c.text, 39) || '…' ELSE c.text END AS value,
    CASE WHEN c.rule = 'duplicate' AND $language = 'zh' THEN printf('与第%s行相同', c.text)
         WHEN c.rule = 'duplicate' THEN printf('Repeats row %s', c.text)
         ELSE r.label END AS reason
FROM chosen AS c
JOIN rules AS r USING (rule)
ORDER BY c.row, c.place
LIMIT 40
