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
)
SELECT
    position, name, role, first_date, last_date,
    CASE WHEN role = 'year' OR last_date - first_date > 4500 THEN 'year' WHEN last_date - first_date > 92 THEN 'month' ELSE 'day' END AS unit,
    CASE
        WHEN role = 'year' OR last_date - first_date > 4500 THEN CASE $language WHEN 'zh' THEN '年' ELSE 'year' END
        WHEN last_date - first_date > 92 THEN CASE $language WHEN 'zh' THEN '月' ELSE 'month' END
        ELSE CASE $language WHEN 'zh' THEN '日' ELSE 'day' END
    END AS unit_word
FROM axis
WHERE last_date > first_date
