SELECT *, 100 * spent / budget - 100 AS over,
  CASE status WHEN 'green' THEN 'im Plan' WHEN 'amber' THEN 'beobachten' WHEN 'red' THEN 'eingreifen' END AS light
FROM projects
