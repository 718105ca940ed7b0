-- Columns that rise and fall with an earlier one, whose twins they are: that column, and the names of the others in words, at most six and how many more
-- there are. Being twins need not pass on from one to the next, so each is named with the first only.
WITH
firsts AS (
    SELECT left_position, left_name, right_position, right_name
    FROM correlated
    WHERE twins
    QUALIFY row_number() OVER (PARTITION BY right_position ORDER BY left_position) = 1
),
listed AS (
    SELECT left_position AS position, any_value(left_name) AS name, list(right_name ORDER BY right_position) AS names, count(*) AS columns
    FROM firsts
    GROUP BY left_position
)
SELECT
    position,
    name,
    columns,
    CASE
        WHEN $language = 'zh' THEN concat('“', array_to_string(names[1:6], '”“'), '”', CASE WHEN columns > 6 THEN format('等{}列', columns) ELSE '' END)
        WHEN columns = 1 THEN names[1]
        WHEN columns > 6 THEN concat(array_to_string(names[1:6], ', '), format(' and {} more', columns - 6))
        ELSE concat(array_to_string(names[1:columns - 1], ', '), ' and ', names[columns])
    END AS names
FROM listed
ORDER BY position
