-- How long free texts are: characters a value, for up to six columns of text that is no category. Beyond 40 lengths, in steps.
WITH
chosen AS (
    SELECT position, short AS name, longest, CASE WHEN longest - shortest > 40 THEN ceil((longest - shortest) / 20)::BIGINT ELSE 1 END AS step
    FROM facts
    -- One length alone needs no chart: the text says it.
    WHERE role IN ('text', 'unique') AND longest > shortest
    ORDER BY position
    LIMIT 6
)
SELECT
    c.position, c.name, c.longest,
    -- A single length is drawn around its own number.
    (length(t.text) // c.step) * c.step - CASE c.step WHEN 1 THEN 0.5 ELSE 0 END AS low,
    (length(t.text) // c.step + 1) * c.step - CASE c.step WHEN 1 THEN 0.5 ELSE 0 END AS high,
    count(*) AS times
FROM data_sample AS t
JOIN chosen AS c USING (position)
WHERE t.text IS NOT NULL
GROUP BY ALL
ORDER BY c.position, low
