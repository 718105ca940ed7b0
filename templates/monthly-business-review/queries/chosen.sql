-- The requested measure, or the first.
WITH found AS (SELECT first(m ORDER BY position) FILTER ($measure IN ('first', measure)) AS m, string_agg(measure, ', ' ORDER BY position) AS known FROM measures AS m)
SELECT CASE
    WHEN known IS NULL THEN error('the dataset has no column of numbers, so there is no measure to review')
    WHEN m IS NULL THEN error('the dataset has no measure "' || $measure || '"; it has ' || known)
    ELSE m.measure
  END AS measure,
  CASE WHEN $language = 'zh' THEN m.label_zh ELSE m.label END AS label,
  CASE WHEN $language = 'zh' THEN m.unit_zh ELSE m.unit END AS unit,
  CASE WHEN $language = 'zh' THEN m.factor_zh ELSE 1.0 END AS factor,
  CASE WHEN $language = 'zh' THEN m.places_zh ELSE 0 END AS places
FROM found
