-- Targets for 2025 beside the latest outcome of the same measure.
WITH names(indicator, key, place, en, zh, unit) AS (
  VALUES
    ('High-precision industries value added, share of GDP', 'share', 1, 'Ten industries, share of GDP', '十大高精尖产业占GDP比重', 'pct'),
    ('Clusters above 1 trillion yuan', 'clusters', 2, 'Clusters of 1 trillion yuan', '万亿级产业集群', 'count'),
    ('New-generation IT revenue', 'it', 3, 'New-generation IT, revenue', '新一代信息技术营业收入', 'money'),
    ('Medicine and healthcare revenue', 'medicine', 4, 'Medicine and healthcare, revenue', '医药健康营业收入', 'money'),
    ('Software and information services revenue', 'software', 5, 'Software and information services, revenue', '软件和信息服务业营业收入', 'money'),
    ('Integrated circuits revenue', 'circuits', 6, 'Integrated circuits, revenue', '集成电路营业收入', 'money'),
    ('Automobile industry output value', 'vehicles', 7, 'Automobile industry, output value', '汽车产业产值', 'money'),
    ('Manufacturing value added, share of GDP', 'manufacturing', 8, 'Manufacturing, share of GDP', '制造业占GDP比重', 'pct')
), outcomes(key, value, year, floor) AS (
  SELECT 'share', arg_max(pct, year), max(year), false FROM share
  UNION ALL
  SELECT 'software', arg_max(value, year), CAST(max(year) AS INTEGER), false
  FROM indicators
  WHERE indicator = 'Software and information services revenue' AND TRY_CAST(year AS INTEGER) <= $year AND value IS NOT NULL
  UNION ALL
  -- Whole lists of clusters only; the news of 2024 names single clusters.
  SELECT 'clusters', arg_max(trillion, list), arg_max(year, list), false FROM clusters_lists WHERE complete
  UNION ALL
  -- The size of the cluster stands in for revenue: a floor, in 100 million yuan.
  SELECT key, latest.floor, latest.year, true
  FROM (
    SELECT
      CASE cluster_en WHEN 'New-generation information technology' THEN 'it' WHEN 'Medicine and healthcare' THEN 'medicine' ELSE 'circuits' END AS key,
      -- The newest year; within it the highest floor: structs are compared field by field.
      max({ 'year': year, 'floor': coalesce(value, 1000) }) AS latest
    FROM clusters
    WHERE year <= $year AND (
      cluster_en IN ('New-generation information technology', 'Medicine and healthcare') AND band LIKE '>%' AND value IS NOT NULL
      OR cluster_en = 'Integrated circuits' AND band = '> 100 billion yuan'
    )
    GROUP BY key
  )
), scaled AS (
  SELECT
    names.key, names.place, names.unit,
    CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
    outcomes.year, coalesce(floor, false) AS floor,
    -- A target such as 4-5 counts from its lower end.
    CAST(split_part(targets.value, '-', 1) AS DOUBLE) AS goal,
    CAST(coalesce(nullif(split_part(targets.value, '-', 2), ''), nullif(split_part(targets.unit, 'aiming at ', 2), '')) AS DOUBLE) AS aim,
    CAST(outcomes.value AS DOUBLE) AS reached,
    CASE WHEN names.unit = 'money' THEN factor ELSE 1 END AS scale,
    CASE names.unit WHEN 'money' THEN money.unit WHEN 'pct' THEN '%' ELSE CASE WHEN $language = 'zh' THEN '个' ELSE 'number' END END AS unit_name
  FROM targets
  -- IS TRUE: each is compared with each, which costs less for so few than the hash table of a plain equality.
  JOIN names ON (names.indicator = targets.indicator) IS TRUE
  CROSS JOIN money
  LEFT JOIN outcomes ON (outcomes.key = names.key) IS TRUE
), judged AS (
  SELECT
    *,
    -- No more digits than a conversion deserves.
    round(goal * scale, CASE WHEN goal * scale >= 100 THEN 0 ELSE 1 END) AS target,
    round(reached * scale, CASE WHEN reached * scale >= 100 THEN 0 ELSE 1 END) AS outcome,
    CASE WHEN reached IS NULL THEN 'none' WHEN reached >= goal THEN 'met' WHEN floor THEN 'open' ELSE 'below' END AS status
  FROM scaled
)
SELECT
  key, place, unit, unit_name, label, year, floor, target, aim, outcome, status,
  round(100 * reached / goal, 1) AS progress,
  -- A span, or from a minimum to a higher aim.
  format('{:,.1f}', target).replace('.0', '')
    || CASE WHEN aim IS NULL THEN '' ELSE format('–{:.0f}', aim) END AS target_figure,
  CASE WHEN floor THEN '> ' ELSE '' END || format('{:,.1f}', outcome).replace('.0', '') AS outcome_figure,
  CASE status || floor
    WHEN 'nonefalse' THEN CASE WHEN $language = 'zh' THEN '资料中无结果' ELSE 'no outcome in the sources' END
    WHEN 'mettrue' THEN CASE WHEN $language = 'zh' THEN '按集群规模已达到' ELSE 'reached by size of cluster' END
    WHEN 'metfalse' THEN CASE WHEN $language = 'zh' THEN '已达到' ELSE 'reached' END
    WHEN 'opentrue' THEN CASE WHEN $language = 'zh' THEN '仅知下限' ELSE 'open: floor only' END
    ELSE CASE WHEN $language = 'zh' THEN '最近数据尚未达到' ELSE 'below on latest figure' END
  END AS verdict
FROM judged
ORDER BY place
