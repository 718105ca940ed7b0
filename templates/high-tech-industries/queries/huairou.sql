-- Facilities of Huairou Science City by state. The states are counted in the notes of the rows.
WITH counts AS (
  SELECT
    CAST(year AS INTEGER) AS year,
    CASE WHEN indicator LIKE '%research use' THEN CAST(regexp_extract(note, 'of (\d+)', 1) AS INTEGER) ELSE CAST(value AS INTEGER) END AS total,
    CASE WHEN indicator LIKE '%research use' THEN CAST(value AS INTEGER) ELSE CAST(regexp_extract(note, '(\d+) civil works complete', 1) AS INTEGER) END AS done,
    CASE WHEN indicator LIKE '%research use' THEN 'use' ELSE 'works' END AS measure,
    regexp_extract(note, '(Jun|Sep|Mar) (\d{4})', 1) AS month
  FROM zones
  WHERE indicator IN ('Huairou: major science and technology projects', 'Huairou: facilities that had entered research use') AND year <= $year
)
SELECT year, measure, month, total, done, state, place,
  CASE state WHEN 'done' THEN done ELSE total - done END AS number,
  CASE WHEN $language = 'zh' THEN year || '年' || CASE month WHEN 'Mar' THEN '3' WHEN 'Jun' THEN '6' ELSE '9' END || '月' ELSE month || ' ' || year END AS moment_label,
  year || '-' || CASE month WHEN 'Mar' THEN '03' WHEN 'Jun' THEN '06' ELSE '09' END AS moment
FROM counts, (VALUES ('done', 1), ('rest', 2)) AS states(state, place)
ORDER BY year, place
