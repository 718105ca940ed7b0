SELECT name AS label, last(value ORDER BY month) AS value, last(target ORDER BY month) AS target, last(sense ORDER BY month) AS sense,
  last(value ORDER BY month) - first(value ORDER BY month) AS change, to_json(list(value ORDER BY month)) AS course
FROM kpis GROUP BY name ORDER BY name
