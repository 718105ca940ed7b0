-- How each column of numbers is spread, as text in the column's unit: four significant digits, grouped from 10,000 on.
WITH
printed AS (
    SELECT
        facts.*, u.word AS unit_word, concat(facts.name, u.named) AS label,
        list_transform([low / u.unit, q1 / u.unit, median / u.unit, q3 / u.unit, high / u.unit, mean / u.unit], v -> CASE
            WHEN v IS NULL OR NOT isfinite(v) THEN v::VARCHAR
            WHEN v = 0 THEN '0'
            WHEN abs(v) >= 1e15 OR abs(v) < 1e-6 THEN concat(
                regexp_replace(format('{:.3f}', v / pow(10, floor(log10(abs(v))))), '\.?0+$', ''), ' × 10',
                translate(floor(log10(abs(v)))::INT::VARCHAR, '-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))
            WHEN abs(v) < 1000 THEN regexp_replace(format('{:.10f}', round(v, least(3 - floor(log10(abs(v)))::INT, CASE WHEN u.unit > 1 THEN 4 ELSE 10 END))), '\.?0+$', '')
            WHEN abs(v) < 9999.5 THEN format('{:.0f}', v)
            ELSE format('{:,.0f}', v)
        END) AS texts
    FROM facts JOIN units AS u USING (position)
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
