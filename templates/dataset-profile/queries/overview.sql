-- The whole dataset in one row.
WITH
counted AS (
    SELECT sum(filled)::HUGEINT AS filled, sum(filled + nulls)::HUGEINT AS cells FROM facts
),
-- As many decimals as a share needs so that no gap hides behind 100% and nothing filled behind 0%; at least one.
places AS (
    SELECT list_filter(range(1, 16), d -> filled = 0 OR filled = cells OR 200 * least(filled, cells - filled) * (10 ** d)::HUGEINT > cells)[1] AS decimals
    FROM counted
),
column_places AS (
    SELECT max(list_filter(range(1, 16), d -> 200 * least(filled, nulls)::HUGEINT * (10 ** d)::HUGEINT > filled + nulls)[1]) AS decimals
    FROM facts
    WHERE filled > 0 AND nulls > 0
)
SELECT
    any_value(total) AS total,
    -- A dataset without rows has no sample.
    coalesce(any_value(sampled), false) AS sampled,
    coalesce(any_value(sample), 0) AS sample,
    count(*) AS columns,
    sum(filled + nulls) AS cells,
    sum(nulls) AS gaps,
    -- Rounded half up, once, in whole numbers.
    (SELECT (200 * filled * (10 ** decimals)::HUGEINT + cells) // nullif(2 * cells, 0) / (10 ** decimals) FROM counted, places) AS filled_pct,
    coalesce((SELECT CASE WHEN filled = 0 THEN 0 ELSE decimals END FROM counted, places), 1) AS filled_decimals,
    coalesce((SELECT decimals FROM column_places), 1) AS column_decimals,
    count(*) FILTER (WHERE role = 'number') AS numbers,
    count(*) FILTER (WHERE role IN ('category', 'text', 'unique', 'written')) AS texts,
    count(*) FILTER (WHERE role IN ('date', 'year')) AS dates,
    count(*) FILTER (WHERE role = 'category') AS categories,
    count(*) FILTER (WHERE role = 'code') AS codes,
    count(*) FILTER (WHERE role = 'empty') AS empties,
    count(*) FILTER (WHERE nulls > 0) AS columns_with_gaps,
    arg_max(name, nulls) AS most_gaps_name,
    max(nulls) AS most_gaps,
    100.0 * max(nulls) / nullif(any_value(total), 0) AS most_gaps_pct,
    count(*) FILTER (WHERE nulls > 0 AND nulls = (SELECT max(nulls) FROM facts)) AS gap_leaders,
    -- At most six names; the text says how many more there are.
    array_to_string((list(name ORDER BY position) FILTER (WHERE role = 'code'))[1:6], CASE $language WHEN 'zh' THEN '、' ELSE ', ' END) AS code_names,
    count(*) FILTER (WHERE role = 'unique') AS uniques,
    array_to_string((list(name ORDER BY position) FILTER (WHERE role = 'unique'))[1:6], CASE $language WHEN 'zh' THEN '、' ELSE ', ' END) AS unique_names,
    count(*) FILTER (WHERE role = 'written') AS written_columns,
    array_to_string((list(name ORDER BY position) FILTER (WHERE role = 'written'))[1:6], CASE $language WHEN 'zh' THEN '、' ELSE ', ' END) AS written_names,
    coalesce((SELECT any_value(flagged_rows) FROM flags), 0) AS flagged,
    -- Values far out in columns where they are too many to be listed.
    coalesce((SELECT sum(far) FROM fences WHERE tail), 0) AS far_in_tails,
    coalesce((SELECT any_value(times) FROM flags WHERE rule = 'duplicate'), 0) AS duplicates
FROM facts
