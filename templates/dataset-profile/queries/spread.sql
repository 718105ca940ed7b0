-- How each column of numbers is spread, as text in the column's unit. All numbers of a column have the same decimals: those of its data, one more where
-- its values lie within twenty steps of the last one, and no more than show four digits of its largest value and two of its smallest. Where these
-- lie too far apart, each number has four significant digits.
WITH
written_with AS (
    SELECT position, max(length(regexp_extract(text, '^-?[0-9]*\.([0-9]+)$', 1))) AS decimals, bool_or(text SIMILAR TO '.*[eE].*') AS powers
    FROM data_sample
    WHERE number IS NOT NULL
    GROUP BY position
),
measured AS (
    SELECT
        f.*, u.unit, u.word AS unit_word, concat(f.name, u.named) AS label,
        [f.low / u.unit, q1 / u.unit, median / u.unit, q3 / u.unit, f.high / u.unit, mean / u.unit] AS numbers,
        list_transform(list_filter(numbers, v -> v <> 0 AND isfinite(v)), v -> floor(log10(abs(v)))::INT) AS sizes,
        -- Decimals that the data have, as far as can be seen.
        CASE WHEN w.powers THEN 10 WHEN u.unit > 1 THEN 4
             ELSE w.decimals + CASE WHEN (f.high - f.low) * pow(10, w.decimals) < 20 THEN 1 ELSE 0 END END AS known,
        3 - list_max(sizes) AS of_largest,
        1 - list_min(sizes) AS of_smallest
    FROM facts AS f
    JOIN units AS u USING (position)
    JOIN written_with AS w USING (position)
),
printed AS (
    SELECT
        * EXCLUDE (unit, numbers, sizes, known, of_largest, of_smallest),
        CASE WHEN of_smallest - of_largest <= 2 THEN greatest(0, least(known, greatest(of_largest, of_smallest)))::INT END AS shared,
        list_transform(numbers, v -> CASE
            WHEN v IS NULL OR NOT isfinite(v) THEN v::VARCHAR
            WHEN v = 0 THEN format('{:.' || coalesce(shared, 0) || 'f}', 0.0)
            WHEN abs(v) >= 1e15 OR abs(v) < 1e-6 THEN concat(
                regexp_replace(format('{:.3f}', v / pow(10, floor(log10(abs(v))))), '\.?0+$', ''), ' × 10',
                translate(floor(log10(abs(v)))::INT::VARCHAR, '-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))
            -- Whole numbers that could all be years are not grouped.
            WHEN shared IS NOT NULL AND type = 'integer' AND low >= 1500 AND high <= 2200 THEN format('{:.0f}', v)
            WHEN shared IS NOT NULL THEN format('{:,.' || shared || 'f}', round(v, shared))
            WHEN abs(v) < 1000 THEN regexp_replace(format('{:.10f}', round(v, least(3 - floor(log10(abs(v)))::INT, CASE WHEN unit > 1 THEN 4 ELSE 10 END))), '\.?0+$', '')
            ELSE format('{:,.0f}', v)
        END) AS texts
    FROM measured
),
-- A long tail on one side: it draws the mean away from the median, and reaches far beyond the quartiles.
leaning AS (
    SELECT
        *,
        CASE
            WHEN mean - median >= 0.2 * deviation AND high - q3 > 3 * (q3 - q1) THEN 'high'
            WHEN median - mean >= 0.2 * deviation AND q1 - low > 3 * (q3 - q1) THEN 'low'
        END AS tail,
        CASE WHEN tail IS NOT NULL THEN abs(mean - median) / deviation END AS lean
    FROM printed
)
SELECT
    position, name, label, unit_word,
    replace(texts[1], '-', '−') AS low,
    replace(texts[2], '-', '−') AS q1,
    replace(texts[3], '-', '−') AS median,
    replace(texts[4], '-', '−') AS q3,
    replace(texts[5], '-', '−') AS high,
    replace(texts[6], '-', '−') AS mean,
    facts_low = facts_high AS constant,
    tail,
    lean = max(lean) OVER () AS most
FROM (SELECT * EXCLUDE (low, high), low AS facts_low, high AS facts_high FROM leaning)
ORDER BY position
