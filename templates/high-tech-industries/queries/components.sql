-- The figures behind the composite index, each with the figure of the same definition in the base year 2018. Without
-- one it cannot be compared: its ratio is null. Restated R&D intensity is left out: it is taken as first published.
WITH figures(component, definition, year, value) AS (
  SELECT
    CASE WHEN starts_with(indicator, 'R&D intensity') THEN 'intensity' WHEN indicator LIKE '%ax and fee cuts%' THEN 'relief' ELSE 'institutions' END,
    indicator, TRY_CAST(year AS INTEGER), value
  FROM indicators
  WHERE starts_with(indicator, 'R&D intensity') AND note NOT LIKE '%restated%'
    OR indicator LIKE '%ax and fee cuts%'
    -- Proxies for the share of R&D institutions: spending and laboratories.
    OR indicator IN ('Beijing share of national R&D expenditure', 'Beijing share of national basic research expenditure', 'National key laboratories, Beijing share of national')
)
SELECT figures.component, figures.year, figures.value, 100 * figures.value / base.value AS ratio
FROM figures LEFT JOIN figures AS base ON base.definition = figures.definition AND base.year = 2018
WHERE figures.year BETWEEN 2018 AND $year
ORDER BY figures.component, figures.year
