-- How many targets stand where.
SELECT
  count(*) AS targets,
  count(*) FILTER (status = 'met') AS reached,
  -- By an outcome of exactly the target's own measure.
  count(*) FILTER (status = 'met' AND NOT floor) AS met,
  count(*) FILTER (status = 'none') AS none
FROM targets_outcomes
