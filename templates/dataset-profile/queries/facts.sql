-- One row a column: what the other queries need to know of it.
WITH
measured AS (
    SELECT
        position,
        count(DISTINCT text) AS distinct_values,
        min(number) AS low,
        quantile_cont(number, 0.25) AS q1,
        quantile_cont(number, 0.5) AS median,
        quantile_cont(number, 0.75) AS q3,
        max(number) AS high,
        avg(number) AS mean,
        -- The square of a larger number is no number any more.
        stddev_samp(number) FILTER (WHERE abs(number) < 1e100) AS deviation,
        min(date) AS first_date,
        max(date) AS last_date,
        min(length(text)) AS shortest,
        max(length(text)) AS longest
    FROM data_cells
    GROUP BY position
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
        WHEN c.type = 'integer' AND m.low >= 1500 AND m.high <= 2100 AND regexp_matches(lower(c.name), 'year|jahr|année|ano|年') THEN 'year'
        -- Whole numbers that are all different and all of one length identify, they do not measure.
        WHEN c.type = 'integer' AND c.nulls = 0 AND c."rows" >= 10 AND m.distinct_values = c."rows" AND m.shortest = m.longest THEN 'code'
        WHEN c.type IN ('integer', 'number') THEN 'number'
        WHEN c.type = 'boolean' THEN 'category'
        -- Numbers or dates in a form that is not read.
        WHEN w.position IS NOT NULL THEN 'written'
        WHEN m.distinct_values = c."rows" - c.nulls AND m.distinct_values > 1 THEN 'unique'
        WHEN m.distinct_values <= 50 OR m.distinct_values <= (c."rows" - c.nulls) / 4 THEN 'category'
        ELSE 'text'
    END AS role,
    role IN ('text', 'unique') AND m.longest = m.shortest AS one_length
FROM data_columns AS c
LEFT JOIN measured AS m USING (position)
LEFT JOIN written AS w ON w.position = c.position
ORDER BY c.position
