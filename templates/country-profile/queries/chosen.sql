SELECT name, number, year, value, first_year, first_value, change, rank,
  (SELECT count(*) FROM ranked) AS countries,
  (SELECT median(value) FROM ranked) AS middle,
  (SELECT name FROM ranked ORDER BY rank, code LIMIT 1) AS leader,
  (SELECT value FROM ranked ORDER BY rank, code LIMIT 1) AS leader_value,
  (SELECT string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ', ' END ORDER BY name) FROM ranked WHERE NOT mapped) AS unmapped
FROM ranked WHERE chosen
