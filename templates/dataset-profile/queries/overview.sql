-- The whole dataset in one row.
SELECT
    any_value(total) AS total,
    -- A dataset without rows has no sample.
    coalesce(any_value(sampled), false) AS sampled,
    coalesce(any_value(sample), 0) AS sample,
    count(*) AS columns,
    sum(filled + nulls) AS cells,
    sum(nulls) AS gaps,
    -- Rounded down, so that no gap hides behind 100%.
    floor(1000.0 * sum(filled) / nullif(sum(filled + nulls), 0)) / 10 AS filled_pct,
    count(*) FILTER (WHERE role = 'number') AS numbers,
    count(*) FILTER (WHERE role IN ('category', 'text', 'unique', 'written')) AS texts,
    count(*) FILTER (WHERE role IN ('date', 'year')) AS dates,
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
