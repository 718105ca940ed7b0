-- The figures behind the composite index, each with the figure of the same definition in the base year 2018. Without
-- one it cannot be compared: its ratio is null. Restated R&D intensity is left out: it is taken as first published.
-- Not materialized: to read the few rows twice takes less time than to keep them.
WITH figures AS NOT MATERIALIZED (
  SELECT
    CASE
      WHEN starts_with(indicator, 'R&D intensity') THEN CASE WHEN note NOT LIKE '%restated%' THEN 'intensity' END
      WHEN indicator LIKE '%ax and fee cuts%' THEN 'relief'
      -- Proxies for the share of R&D institutions: spending and laboratories.
      WHEN indicator IN (
        'Beijing share of national R&D expenditure', 'Beijing share of national basic research expenditure', 'National key laboratories, Beijing share of national'
      ) THEN 'institutions'
    END AS component,
    indicator AS definition,
    TRY_CAST(year AS INTEGER) AS year,
    value
  FROM indicators
)
SELECT figures.component, figures.year, figures.value, 100 * figures.value / base.value AS ratio
FROM figures LEFT JOIN figures AS base ON base.definition = figures.definition AND base.component = figures.component AND base.year = 2018
WHERE figures.component IS NOT NULL AND figures.year BETWEEN 2018 AND $year
ORDER BY figures.component, figures.year
