-- Groups of columns that rise and fall as one, with their names in words: at most six, and how many more there are.
WITH
first_twins AS (
    SELECT right_position AS position, any_value(right_name) AS name, min(left_position) AS first_position
    FROM correlated
    WHERE twins
    GROUP BY right_position
),
groups AS (
    SELECT t.position, t.name, coalesce(r.first_position, t.first_position) AS root
    FROM first_twins AS t
    LEFT JOIN first_twins AS r ON r.position = t.first_position
),
members AS (
    SELECT root, position, name FROM groups
    UNION
    SELECT f.position, f.position, f.name FROM facts AS f JOIN groups AS g ON g.root = f.position
),
listed AS (
    SELECT root, list(name ORDER BY position) AS names, count(*) AS columns FROM members GROUP BY root
)
SELECT
    root AS position,
    columns,
    CASE
        WHEN $language = 'zh' THEN concat('“', array_to_string(names[1:6], '”“'), '”', CASE WHEN columns > 6 THEN format('等{}列', columns) ELSE '' END)
        WHEN columns > 6 THEN concat(array_to_string(names[1:6], ', '), format(' and {} more', columns - 6))
        ELSE concat(array_to_string(names[1:columns - 1], ', '), ' and ', names[columns])
    END AS names
FROM listed
ORDER BY root
