-- Rows by period, empty periods included.
WITH
dates AS (
    SELECT c.row, date_trunc(p.unit, CASE p.role WHEN 'year' THEN make_date(c.number::INT, 1, 1) ELSE c.date END)::DATE AS period
    FROM data_sample AS c
    JOIN periods AS p USING (position)
    WHERE c.text IS NOT NULL
),
span AS (
    SELECT unnest(generate_series(date_trunc(unit, first_date), date_trunc(unit, last_date), ('1 ' || unit)::INTERVAL))::DATE AS period
    FROM periods
)
SELECT s.period, count(d.row) AS times
FROM span AS s
LEFT JOIN dates AS d USING (period)
GROUP BY s.period
ORDER BY s.period
