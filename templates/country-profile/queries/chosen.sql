-- The chosen country: its value, and those that stand just before it, level with it and just behind it.
WITH named AS (
  SELECT rank, any_value(value) AS value,
    CASE
      WHEN count(*) <= 3 THEN string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ' and ' END ORDER BY name)
      ELSE count(*) || CASE WHEN $language = 'zh' THEN '个国家' ELSE ' countries' END
    END AS names
  FROM ranked GROUP BY rank
),
mine AS (
  SELECT *, 1 + (SELECT count(*) FROM ranked AS other WHERE NOT other.chosen AND other.first_year = own.first_year AND other.first_value > own.first_value) AS first_rank
  FROM ranked AS own WHERE chosen
),
-- Those that stood on the other side of the country in its first year; only one tells why it rose or fell by one rank.
passed AS (
  SELECT ranked.code, ranked.name FROM ranked, mine
  WHERE sign(ranked.first_value - mine.first_value) * sign(ranked.value - mine.value) < 0 AND abs(mine.first_rank - mine.rank) = 1
  QUALIFY count(*) OVER () = 1
),
steps AS (
  SELECT code, known.name, known.year, value - lag(value) OVER (PARTITION BY code ORDER BY known.year) AS step, known.year - lag(known.year) OVER (PARTITION BY code ORDER BY known.year) AS years
  FROM known JOIN (SELECT code, year AS last FROM peers) USING (code) WHERE known.year <= last
),
-- The step from one year to the next that is out of all proportion to the others of its country: more than eight times their median.
jump AS (
  SELECT name, year, step FROM steps JOIN (SELECT code, median(abs(step)) AS usual FROM steps WHERE years = 1 GROUP BY code HAVING count(*) >= 8) USING (code)
  WHERE years = 1 AND usual > 0 AND abs(step) > 8 * usual
  ORDER BY abs(step) / usual DESC, code LIMIT 1
)
SELECT own.name, own.number, own.year, own.value, own.first_year, own.first_value, own.change, own.rank,
  -- The country's rank in its first year, among those that have a value of that year.
  own.first_rank,
  (SELECT count(DISTINCT first_year) = 1 FROM ranked) AS common_start,
  (SELECT count(*) FROM ranked) AS countries,
  (SELECT median(value) FROM ranked) AS middle,
  (SELECT count(*) FROM ranked WHERE NOT chosen AND change > 0) AS risers,
  -- The countries that rose more, and the only one that did.
  (SELECT count(*) FROM ranked WHERE change > own.change) AS above,
  (SELECT any_value(name) FROM ranked WHERE change > own.change HAVING count(*) = 1) AS above_name,
  (SELECT count(*) FROM ranked WHERE NOT chosen AND change = own.change) AS alike,
  (SELECT code FROM passed) AS passed_code,
  (SELECT name FROM passed) AS passed_name,
  (SELECT name FROM jump) AS jump_name,
  (SELECT year FROM jump) AS jump_year,
  (SELECT step FROM jump) AS jump_step,
  (SELECT max_by(names, rank) FROM named WHERE rank < own.rank) AS before_names,
  (SELECT max_by(value, rank) FROM named WHERE rank < own.rank) AS before_value,
  (SELECT min_by(names, rank) FROM named WHERE rank > own.rank) AS behind_names,
  (SELECT min_by(value, rank) FROM named WHERE rank > own.rank) AS behind_value,
  (SELECT string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ' and ' END ORDER BY name) FROM ranked WHERE rank = own.rank AND NOT chosen) AS level,
  (SELECT name FROM ranked ORDER BY rank, code LIMIT 1) AS leader,
  (SELECT value FROM ranked ORDER BY rank, code LIMIT 1) AS leader_value,
  (SELECT string_agg(name, CASE WHEN $language = 'zh' THEN '、' ELSE ', ' END ORDER BY name) FROM ranked WHERE NOT mapped) AS unmapped
FROM mine AS own
