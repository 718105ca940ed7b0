-- Each column with totals beside their parts, or with what may be totals or groups: their names in words, at most four
-- and how many more there are.
WITH
listed AS (
    SELECT position, certain, bool_or(grouped) AS grouped, list(CASE WHEN length(text) > 40 THEN left(text, 39) || '…' ELSE text END ORDER BY adds_up DESC, times DESC, first_row) AS names, count(*) AS values_there_are
    FROM wholes
    GROUP BY position, certain
)
SELECT
    l.position,
    f.name,
    l.certain,
    l.grouped,
    l.values_there_are,
    CASE
        WHEN $language = 'zh' THEN concat('“', array_to_string(names[1:4], '”“'), '”', CASE WHEN values_there_are > 4 THEN format('等{}个取值', values_there_are) ELSE '' END)
        WHEN values_there_are = 1 THEN names[1]
        WHEN values_there_are > 4 THEN concat(array_to_string(names[1:4], ', '), format(' and {} more', values_there_are - 4))
        ELSE concat(array_to_string(names[1:values_there_are - 1], ', '), ' and ', names[values_there_are])
    END AS names,
    (SELECT count(*) FROM whole_rows) > 0 AS left_out
FROM listed AS l
JOIN facts AS f USING (position)
ORDER BY NOT l.certain, l.position
