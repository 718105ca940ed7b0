-- One row a column: what the other queries need to know of it. Lowest, highest, mean, deviation and gaps are of all rows; the rest of the sample, which
-- is all rows unless there are many.
WITH
seen AS (
    SELECT
        position,
        count(text) AS seen,
        count(DISTINCT text) AS distinct_seen,
        quantile_cont(number, 0.25) AS q1,
        quantile_cont(number, 0.5) AS median,
        quantile_cont(number, 0.75) AS q3
    FROM data_sample
    GROUP BY position
),
measured AS (
    SELECT
        s.position, s.low, s.high, s.mean, s.deviation, s.first_date, s.last_date, s.shortest, s.longest, s.sample,
        v.seen, v.q1, v.median, v.q3,
        s.sample < s."rows" AS sampled,
        -- Of many rows an estimate; of fractional numbers none.
        CASE WHEN s.sample < s."rows" AND s.about_distinct IS NULL THEN NULL WHEN s.sample < s."rows" THEN least(greatest(s.about_distinct, v.distinct_seen), s."rows" - s.nulls) ELSE v.distinct_seen END AS distinct_values,
        -- Whether no value was seen twice.
        v.distinct_seen = v.seen AND (s.sample = s."rows" OR s.about_distinct >= 0.9 * (s."rows" - s.nulls)) AS all_different
    FROM data_statistics AS s
    JOIN seen AS v USING (position)
)
SELECT
    c.position,
    c.name,
    -- For charts; the position keeps cut names apart.
    CASE WHEN length(c.name) <= 28 THEN c.name ELSE concat(rtrim(left(c.name, 24)), '… ', c.position) END AS short,
    c.type,
    c."rows" AS total,
    c.nulls,
    c."rows" - c.nulls AS filled,
    m.* EXCLUDE (position),
    CASE
        WHEN c."rows" = c.nulls THEN 'empty'
        WHEN c.type IN ('date', 'timestamp') THEN 'date'
        -- Whole numbers from 1500 to 2100 whose name says so are years.
        WHEN c.type = 'integer' AND m.low >= 1500 AND m.high <= 2100 AND regexp_matches(lower(c.name), 'year|jahr|jaar|année|(?:^|[^a-z])(?:yr|fy|ano|año|anno|rok)(?:[^a-z]|$)|год|年') THEN 'year'
        -- Whole numbers that are all different and of the same length identify things and do not measure them.
        WHEN c.type = 'integer' AND c.nulls = 0 AND c."rows" >= 10 AND m.all_different AND m.shortest = m.longest THEN 'code'
        WHEN c.type IN ('integer', 'number') THEN 'number'
        WHEN c.type = 'boolean' THEN 'category'
        -- Numbers or dates in a form that cannot be read.
        WHEN w.position IS NOT NULL THEN 'written'
        WHEN m.all_different AND m.distinct_values > 1 THEN 'unique'
        WHEN m.distinct_values <= 50 OR m.distinct_values <= (c."rows" - c.nulls) / 4 THEN 'category'
        ELSE 'text'
    END AS role
FROM data_columns AS c
LEFT JOIN measured AS m USING (position)
LEFT JOIN written AS w ON w.position = c.position
ORDER BY c.position
