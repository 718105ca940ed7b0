-- Targets for 2025 beside the latest outcome of the same measure. Money in 100 million yuan until the last step.
WITH lists AS (
  -- Whole lists of clusters only; the news of 2024 names single clusters.
  SELECT year, source, count(*) AS trillion FROM clusters WHERE band = '>= 1 trillion yuan' AND year <= $year GROUP BY ALL ORDER BY year DESC LIMIT 1
), outcomes(key, value, year, floor) AS (
  (SELECT 'share', value, CAST(year AS INTEGER), false FROM indicators
   WHERE indicator LIKE 'Ten high-precision%share of GDP' AND TRY_CAST(year AS INTEGER) <= $year ORDER BY year DESC LIMIT 1)
  UNION ALL SELECT 'clusters', trillion, year, false FROM lists
  UNION ALL SELECT 'software', value, CAST(year AS INTEGER), false FROM indicators
   WHERE indicator = 'Software and information services revenue' AND TRY_CAST(year AS INTEGER) <= $year
  UNION ALL SELECT 'it', value, year, true FROM clusters WHERE cluster_en = 'New-generation information technology' AND value IS NOT NULL AND year <= $year
  UNION ALL SELECT 'medicine', value, year, true FROM clusters WHERE cluster_en = 'Medicine and healthcare' AND band LIKE '>%' AND value IS NOT NULL AND year <= $year
  UNION ALL SELECT 'circuits', 1000, year, true FROM clusters WHERE cluster_en = 'Integrated circuits' AND band = '> 100 billion yuan' AND year <= $year
), names(indicator, key, place, en, zh, unit) AS (
  VALUES
    ('High-precision industries value added, share of GDP', 'share', 1, 'Ten industries, share of GDP', '十大高精尖产业增加值占地区生产总值比重', 'pct'),
    ('Clusters above 1 trillion yuan', 'clusters', 2, 'Clusters of 1 trillion yuan', '万亿级产业集群数', 'count'),
    ('New-generation IT revenue', 'it', 3, 'New-generation IT, revenue', '新一代信息技术产业营业收入', 'money'),
    ('Medicine and healthcare revenue', 'medicine', 4, 'Medicine and healthcare, revenue', '医药健康产业营业收入', 'money'),
    ('Software and information services revenue', 'software', 5, 'Software and information services, revenue', '软件和信息服务业营业收入', 'money'),
    ('Integrated circuits revenue', 'circuits', 6, 'Integrated circuits, revenue', '集成电路产业营业收入', 'money'),
    ('Automobile industry output value', 'vehicles', 7, 'Automobile industry, output value', '汽车产业产值', 'money'),
    ('Manufacturing value added, share of GDP', 'manufacturing', 8, 'Manufacturing, share of GDP', '制造业增加值占地区生产总值比重', 'pct')
), joined AS (
  SELECT
    names.key, names.place, names.unit,
    CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
    -- A target such as 4-5 counts from its lower end.
    CAST(regexp_extract(targets.value, '^[0-9.]+') AS DOUBLE) AS target,
    CAST(nullif(coalesce(nullif(regexp_extract(targets.value, '-([0-9.]+)$', 1), ''), regexp_extract(targets.unit, 'aiming at ([0-9.]+)', 1)), '') AS DOUBLE) AS aim,
    outcomes.value AS outcome, outcomes.year, coalesce(outcomes.floor, false) AS floor
  FROM targets JOIN names USING (indicator) LEFT JOIN outcomes ON outcomes.key = names.key
)
SELECT
  key, place, unit, label, year, floor,
  round(target * scale, 1) AS target,
  aim,
  round(outcome * scale, 1) AS outcome,
  round(100 * outcome / target, 1) AS progress,
  CASE WHEN outcome IS NULL THEN 'none' WHEN outcome >= target THEN 'met' WHEN floor THEN 'open' ELSE 'below' END AS status,
  CASE unit WHEN 'money' THEN (SELECT unit FROM money) WHEN 'pct' THEN '%' WHEN 'count' THEN CASE WHEN $language = 'zh' THEN '个' ELSE 'number' END END AS unit_name,
  CASE WHEN round(target * scale, 1) = floor(round(target * scale, 1)) THEN format('{:,.0f}', round(target * scale, 1)) ELSE format('{:,.1f}', round(target * scale, 1)) END || coalesce('–' || format('{:.0f}', aim), '') AS target_figure,
  CASE WHEN floor THEN '> ' ELSE '' END || CASE WHEN round(outcome * scale, 1) = floor(round(outcome * scale, 1)) THEN format('{:,.0f}', round(outcome * scale, 1)) ELSE format('{:,.1f}', round(outcome * scale, 1)) END AS outcome_figure,
  CASE
    WHEN outcome IS NULL THEN CASE WHEN $language = 'zh' THEN '资料中无结果' ELSE 'no outcome in the sources' END
    -- A cluster's size stands in for revenue: it may be wider than the industry.
    WHEN outcome >= target AND floor THEN CASE WHEN $language = 'zh' THEN '按集群规模已达到' ELSE 'reached by size of cluster' END
    WHEN outcome >= target THEN CASE WHEN $language = 'zh' THEN '已达到' ELSE 'reached' END
    WHEN floor THEN CASE WHEN $language = 'zh' THEN '仅知下限' ELSE 'open: floor only' END
    ELSE CASE WHEN $language = 'zh' THEN '尚未达到' ELSE 'below on latest figure' END
  END AS verdict
FROM (
  SELECT *, CASE WHEN unit = 'money' THEN (SELECT factor FROM money) ELSE 1 END AS scale
  FROM joined
)
ORDER BY place
