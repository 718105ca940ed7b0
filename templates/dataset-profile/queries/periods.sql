-- The time axis, if there is one: the fullest column of dates, else of years, by day, month or year according to its span.
WITH
axis AS (
    SELECT position, name, role,
           CASE role WHEN 'year' THEN make_date(low::INT, 1, 1) ELSE first_date END AS first_date,
           CASE role WHEN 'year' THEN make_date(high::INT, 1, 1) ELSE last_date END AS last_date
    FROM facts
    WHERE role IN ('date', 'year')
    ORDER BY role, nulls, position
    LIMIT 1
),
-- Dates that all are the first of a year or of a month stand for years or months.
firsts AS (
    SELECT bool_and(date_trunc('year', c.date) = c.date) AS years, bool_and(date_trunc('month', c.date) = c.date) AS months
    FROM data_sample AS c
    JOIN axis USING (position)
    WHERE axis.role = 'date' AND c.date IS NOT NULL
),
chosen AS (
    SELECT
        *,
        CASE
            WHEN role = 'year' OR years OR last_date - first_date > 4500 THEN 'year'
            WHEN months OR last_date - first_date > 92 THEN 'month'
            ELSE 'day'
        END AS unit
    FROM axis, firsts
)
SELECT
    position, name,
    -- Years stand for themselves.
    CASE WHEN years THEN 'year' ELSE role END AS shown_as,
    role, first_date, last_date, unit,
    CASE unit
        WHEN 'year' THEN CASE $language WHEN 'zh' THEN '年' ELSE 'year' END
        WHEN 'month' THEN CASE $language WHEN 'zh' THEN '月' ELSE 'month' END
        ELSE CASE $language WHEN 'zh' THEN '日' ELSE 'day' END
    END AS unit_word
FROM chosen
WHERE last_date > first_date
