-- Histograms of the first nine columns of numbers: about fifteen bins of a round width (1, 2 or 5 times a power of ten).
-- Millions and more are drawn in that unit, which the column's label names.
WITH
ranges AS (
    SELECT f.position, u.label AS name, type, low / u.unit AS low, high / u.unit AS high, median / u.unit AS median, (high - low) / u.unit / 15 AS step, u.unit
    FROM facts AS f JOIN units AS u USING (position)
    WHERE high > low
    ORDER BY f.position
    LIMIT 9
),
scaled AS (
    SELECT *, step / pow(10, floor(log10(step))) AS mantissa, pow(10, floor(log10(step))) AS power FROM ranges
),
widths AS (
    SELECT position, name, low, high, median, unit,
           greatest(power * CASE WHEN mantissa <= 1.0000001 THEN 1 WHEN mantissa <= 2.0000001 THEN 2 WHEN mantissa <= 5.0000001 THEN 5 ELSE 10 END,
                    CASE WHEN type = 'integer' AND unit = 1 THEN 1 ELSE 0 END) AS width
    FROM scaled
),
counted AS (
    SELECT w.position, w.name, w.width, w.median, floor(c.number / w.unit / w.width + 0.0000001) AS bin, count(*) AS times
    FROM data_sample AS c
    JOIN widths AS w USING (position)
    WHERE c.number IS NOT NULL
    GROUP BY ALL
)
SELECT position, name, bin * width AS low, (bin + 1) * width AS high, times, median,
       -- Four panels stand two by two, so that none is alone in its row.
       CASE (SELECT count(*) FROM widths) WHEN 4 THEN 2 ELSE 3 END AS side_by_side
FROM counted
ORDER BY position, low
