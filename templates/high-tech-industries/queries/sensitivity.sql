-- The index of the latest year with both ratios, for every split of the weight between its two comparable components.
WITH ratios AS (
  SELECT
    year,
    max(ratio) FILTER (component = 'institutions') AS institutions,
    max(ratio) FILTER (component = 'intensity') AS intensity
  FROM components
  WHERE year > 2018
  GROUP BY year
  HAVING institutions IS NOT NULL AND intensity IS NOT NULL
  ORDER BY year DESC
  LIMIT 1
), split AS (
  SELECT CASE WHEN $weights_institutions + $weights_intensity > 0 THEN 100.0 * $weights_intensity / ($weights_institutions + $weights_intensity) END AS chosen
)
SELECT
  year,
  CAST(share AS DOUBLE) AS share,
  round(institutions + (intensity - institutions) * share / 100.0, 1) AS index,
  round(chosen, 0) AS chosen,
  round(institutions + (intensity - institutions) * chosen / 100.0, 1) AS chosen_index,
  -- The share of weight on intensity above which the index rises.
  round(100 * (100 - institutions) / nullif(intensity - institutions, 0), 0) AS even
FROM ratios, split, range(0, 101, 5) AS shares(share)
ORDER BY share
