-- The figures behind the composite index, each with its ratio to the figure of the same definition in the base year 2018;
-- null without one. Restated R&D intensity is left out: it is taken as first published.
WITH figures AS (
  SELECT 'intensity' AS component, 'intensity' AS definition, year, pct AS value FROM intensity WHERE NOT restated
  UNION ALL
  SELECT
    CASE WHEN indicator LIKE '%ax and fee cuts%' THEN 'relief' ELSE 'institutions' END,
    indicator, TRY_CAST(year AS INTEGER), value
  FROM indicators
  -- Spending stands in for the share of R&D institutions.
  WHERE (indicator = 'Beijing share of national R&D expenditure' OR indicator LIKE '%ax and fee cuts%') AND TRY_CAST(year AS INTEGER) <= $year
)
SELECT figures.component, figures.year, figures.value, base.value AS before, 100 * figures.value / base.value AS ratio
FROM figures LEFT JOIN figures AS base ON base.definition = figures.definition AND base.year = 2018
WHERE figures.year >= 2018
ORDER BY figures.component, figures.year
