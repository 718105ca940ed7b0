-- The requested month, or the last one; the months that it is compared with; and how the measure is printed: in figures with its unit, and told in sentences
-- as amounts of money are written there, €439,900 for 439.9 thousand €.
WITH span AS (SELECT min(month) AS first_month, max(month) AS last_month, max(abs(value)) / any_value(factor) AS largest, max(value / factor % 1) > 0 AS fractions FROM series, chosen),
month AS (
  SELECT *, CASE
      WHEN first_month IS NULL THEN NULL
      WHEN $month = 'latest' THEN last_month
      WHEN try_cast($month || '-01' AS DATE) IN (SELECT month FROM series) THEN try_cast($month || '-01' AS DATE)
      ELSE error('the data has no month ' || $month || '; it goes from ' || strftime(first_month, '%Y-%m') || ' to ' || strftime(last_month, '%Y-%m'))
    END AS month
  FROM span
)
SELECT measure, label, unit, CASE WHEN unit = '' THEN label WHEN $language = 'zh' THEN label || '（' || unit || '）' ELSE label || ', ' || unit END AS deck,
  month, (month - INTERVAL 1 MONTH)::DATE AS previous, (month - INTERVAL 1 YEAR)::DATE AS last_year, date_trunc('year', month)::DATE AS year_start,
  greatest(0, CASE WHEN fractions AND largest < 1000 THEN 1 ELSE 0 END + places) AS decimals,
  CASE WHEN $language <> 'zh' THEN CASE regexp_extract(unit, '^(?:thousand |million |billion )?([€$£¥])$', 1) WHEN '€' THEN 'EUR' WHEN '$' THEN 'USD' WHEN '£' THEN 'GBP' WHEN '¥' THEN 'JPY' END END AS told_currency,
  CASE WHEN told_currency IS NOT NULL AND unit LIKE 'thousand %' THEN 1000 ELSE 1 END AS told_factor,
  CASE WHEN told_currency IS NULL THEN unit WHEN unit LIKE 'million %' THEN 'million' WHEN unit LIKE 'billion %' THEN 'billion' ELSE '' END AS told_unit,
  CASE WHEN told_factor = 1000 THEN 0 ELSE decimals END AS told_decimals,
  coalesce((
    SELECT CASE WHEN $language = 'zh' THEN coalesce(max(zh), max(text)) ELSE max(text) END
    FROM figures_cells LEFT JOIN words ON term = text WHERE name = 'source'
  ), '') AS source
FROM month, chosen
WHERE month IS NOT NULL
