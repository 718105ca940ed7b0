-- What can be reviewed: every column of numbers.
WITH named AS (
  SELECT name AS measure, regexp_replace(name, '\s*[(（][^()（）]*[)）]\s*$', '') AS label, regexp_extract(name, '[(（]([^()（）]*)[)）]\s*$', 1) AS unit, position
  FROM figures_columns
  WHERE type IN ('integer', 'number')
)
SELECT named.*, coalesce(words.zh, label) AS label_zh, coalesce(units.zh, unit) AS unit_zh, coalesce(units.factor, 1.0) AS factor_zh, coalesce(units.places, 0) AS places_zh
FROM named LEFT JOIN words ON words.term = label LEFT JOIN words AS units ON units.term = unit
ORDER BY position
