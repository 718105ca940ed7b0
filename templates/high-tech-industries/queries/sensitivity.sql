-- The index of the latest year with both ratios, for every split of the weight between its two comparable components.
WITH ratios AS (
  SELECT
    year,
    max(ratio) FILTER (component = 'institutions') AS institutions,
    -- Null without either of the two.
    max(ratio) FILTER (component = 'intensity') - institutions AS gap,
    CASE WHEN $weights_institutions + $weights_intensity > 0 THEN 100.0 * $weights_intensity / ($weights_institutions + $weights_intensity) END AS chosen
  FROM components
  WHERE year > 2018
  GROUP BY year
  HAVING gap IS NOT NULL
  ORDER BY year DESC
  LIMIT 1
)
SELECT
  year,
  CAST(share AS DOUBLE) AS share,
  round(institutions + gap * share / 100.0, 1) AS index,
  round(chosen, 0) AS chosen,
  round(institutions + gap * chosen / 100.0, 1) AS chosen_index,
  -- The share of weight on intensity above which the index rises.
  round(100 * (100 - institutions) / nullif(gap, 0), 0) AS even
FROM ratios, range(0, 101, 5) AS shares(share)
ORDER BY share
