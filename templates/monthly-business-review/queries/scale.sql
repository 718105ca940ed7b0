-- The vertical axis of the months: round numbers around their values, and from zero if that is near.
WITH edges AS (
  SELECT least(min(value), min(before)) AS least, greatest(max(value), max(before)) AS most FROM months
), spread AS (
  SELECT CASE WHEN least >= 0 AND least <= most / 3 THEN 0 ELSE least END AS least, most,
    CASE WHEN most > least THEN most - CASE WHEN least >= 0 AND least <= most / 3 THEN 0 ELSE least END WHEN most != 0 THEN abs(most) ELSE 1 END / 4 AS quarter
  FROM edges
), steps AS (
  SELECT least, most, floor(log10(quarter))::INTEGER AS power, quarter / 10 ** floor(log10(quarter)) AS share FROM spread
), step AS (
  SELECT least, most, power, CASE WHEN share >= sqrt(50) THEN 10 WHEN share >= sqrt(10) THEN 5 WHEN share >= sqrt(2) THEN 2 ELSE 1 END * 10.0::DOUBLE ** power AS step FROM steps
)
SELECT round(floor(least / step) * step, greatest(0, -power)) AS low,
  round((floor(least / step) + greatest(1, ceil(most / step) - floor(least / step))) * step, greatest(0, -power)) AS high,
  round(step, greatest(0, -power)) AS step
FROM step
