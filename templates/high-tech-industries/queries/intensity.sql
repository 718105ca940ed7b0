-- R&D intensity by vintage. 'first': as first published before the 2018 census raised GDP; 'restated': recomputed by a
-- later source on raised GDP; 'current': as published since. Neighbouring years of one vintage form a segment.
WITH figures AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    value AS pct,
    CASE
      WHEN note LIKE '%restated%' THEN 'restated'
      WHEN TRY_CAST(year AS INTEGER) <= 2018 THEN 'first'
      ELSE 'current'
    END AS vintage,
    note LIKE '%DERIVED%' AS derived,
    note LIKE '%confidence: low%' AS uncertain
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND TRY_CAST(year AS INTEGER) <= $year
)
SELECT
  year, pct, vintage, derived, uncertain,
  vintage || '-' || CAST(year - row_number() OVER (PARTITION BY vintage ORDER BY year) AS VARCHAR) AS segment,
  year = max(year) OVER () AS latest
FROM figures
ORDER BY year, vintage
