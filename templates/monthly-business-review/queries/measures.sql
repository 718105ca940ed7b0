-- What can be reviewed: every column of numbers.
SELECT name AS measure, regexp_replace(name, '\s*[(（][^()（）]*[)）]\s*$', '') AS label, regexp_extract(name, '[(（]([^()（）]*)[)）]\s*$', 1) AS unit, position
FROM figures_columns
WHERE type IN ('integer', 'number')
ORDER BY position
