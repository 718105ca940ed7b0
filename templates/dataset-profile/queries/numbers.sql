-- The numbers in numbers; what is computed has four significant digits.
WITH
digits AS (
    SELECT *, CASE WHEN deviation > 0 THEN greatest(0, 3 - floor(log10(greatest(abs(mean), deviation)))::INT) ELSE 3 END AS decimals
    FROM facts
    WHERE role = 'number'
)
SELECT
    name,
    low,
    round(q1, decimals) AS q1,
    round(median, decimals) AS median,
    round(q3, decimals) AS q3,
    high,
    round(mean, decimals) AS mean,
    round(deviation, decimals) AS deviation
FROM digits
ORDER BY position
