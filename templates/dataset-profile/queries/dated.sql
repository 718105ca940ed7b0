-- Rows by period, including empty periods. Periods a regular step apart (each fifth year, each third month)
-- have that step.
WITH
dates AS (
    SELECT c.row, p.unit, date_trunc(p.unit, CASE p.role WHEN 'year' THEN make_date(c.number::INT, 1, 1) ELSE c.date END)::DATE AS period
    FROM data_sample AS c
    JOIN periods AS p USING (position)
    WHERE c.text IS NOT NULL
),
places AS (
    SELECT DISTINCT date_diff(unit, (SELECT min(period) FROM dates), period) AS place FROM dates
),
distances AS (
    SELECT place, place - lag(place) OVER (ORDER BY place) AS distance FROM places
),
steps AS (
    SELECT CASE WHEN bool_and(place % least_distance = 0) THEN any_value(least_distance) ELSE 1 END AS step
    FROM (SELECT place, min(distance) OVER () AS least_distance FROM distances)
),
span AS (
    SELECT step, unnest(generate_series(date_trunc(unit, first_date), date_trunc(unit, last_date), (step || ' ' || unit)::INTERVAL))::DATE AS period
    FROM periods, steps
    WHERE step > 0
)
SELECT s.period, s.step, count(d.row) AS times
FROM span AS s
LEFT JOIN dates AS d USING (period)
GROUP BY ALL
ORDER BY s.period
