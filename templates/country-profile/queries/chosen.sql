-- The chosen country: its value, and those that stand just before it, level with it and just behind it.
WITH named AS (
  SELECT rank, any_value(value) AS value,
    CASE
      WHEN count(*) <= 3 THEN string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ' and ' END ORDER BY name)
      ELSE count(*) || CASE WHEN $language = 'zh' THEN '个国家' ELSE ' countries' END
    END AS names
  FROM ranked GROUP BY rank
)
SELECT own.name, own.number, own.year, own.value, own.first_year, own.first_value, own.change, own.rank,
  -- The country's rank in its first year, among those that have a value of that year.
  (SELECT 1 + count(*) FILTER (NOT chosen AND first_year = own.first_year AND first_value > own.first_value) FROM ranked) AS first_rank,
  (SELECT count(DISTINCT first_year) = 1 FROM ranked) AS common_start,
  (SELECT count(*) FROM ranked) AS countries,
  (SELECT median(value) FROM ranked) AS middle,
  (SELECT count(*) FROM ranked WHERE NOT chosen AND change > 0) AS risers,
  -- The country that rose most, if it is only one.
  (SELECT max(change) FROM ranked WHERE change > 0) AS top_change,
  (SELECT any_value(name) FROM ranked WHERE change = (SELECT max(change) FROM ranked WHERE change > 0) HAVING count(*) = 1) AS top_name,
  (SELECT max_by(names, rank) FROM named WHERE rank < own.rank) AS before_names,
  (SELECT max_by(value, rank) FROM named WHERE rank < own.rank) AS before_value,
  (SELECT min_by(names, rank) FROM named WHERE rank > own.rank) AS behind_names,
  (SELECT min_by(value, rank) FROM named WHERE rank > own.rank) AS behind_value,
  (SELECT string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ' and ' END ORDER BY name) FROM ranked WHERE rank = own.rank AND NOT chosen) AS level,
  (SELECT name FROM ranked ORDER BY rank, code LIMIT 1) AS leader,
  (SELECT value FROM ranked ORDER BY rank, code LIMIT 1) AS leader_value,
  (SELECT string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ', ' END ORDER BY name) FROM ranked WHERE NOT mapped) AS unmapped
FROM ranked AS own WHERE chosen
