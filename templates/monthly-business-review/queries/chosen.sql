-- The requested measure, or the first.
WITH found AS (SELECT first(m ORDER BY position) FILTER ($measure IN ('first', measure)) AS m, string_agg(measure, ', ' ORDER BY position) AS known FROM measures AS m)
SELECT CASE
    WHEN known IS NULL THEN error('the dataset has no column of numbers, so there is no measure to review')
    WHEN m IS NULL THEN error('the dataset has no measure "' || $measure || '"; it has ' || known)
    ELSE m.measure
  END AS measure, m.label AS label, m.unit AS unit
FROM found
