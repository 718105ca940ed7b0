-- Shares of GDP of the official classifications. They overlap and cannot be added. Figures of neighbouring years
-- within one scope form a segment; a gap, or the wider scope of the strategic industries after 2017, starts another.
WITH names(prefix, key, place, en, zh) AS (
  VALUES
    ('Ten high-precision (高精尖) industries, share', 'ten', 1, 'The ten industries', '十大高精尖产业'),
    ('High-tech industry 高技术产业 share', 'high-tech', 2, 'High-tech industry', '高技术产业'),
    ('Strategic emerging industries 战略性新兴产业 share', 'strategic', 3, 'Strategic emerging industries', '战略性新兴产业'),
    ('New economy 新经济 share', 'new', 4, 'New economy', '新经济'),
    ('Digital economy 数字经济 share', 'digital', 5, 'Digital economy', '数字经济'),
    ('Digital economy 数字经济 core industries share', 'core', 6, 'Core digital industries', '数字经济核心产业')
), figures AS (
  -- A classification without a figure keeps its place, so that it is seen to have none.
  SELECT
    key, place,
    CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
    CAST(year AS INTEGER) AS year,
    any_value(value) AS pct,
    bool_or(note LIKE '%DERIVED%') AS derived,
    bool_or(note LIKE '%scope widened%') AS rescoped
  FROM names LEFT JOIN indicators ON starts_with(indicator, prefix) AND TRY_CAST(year AS INTEGER) <= $year
  GROUP BY ALL
)
SELECT
  key, place, label, year, pct, derived,
  -- The year less the figure's number within its classification and scope.
  key || '-' || (year - row_number() OVER (ORDER BY place, rescoped, year) + rank() OVER (ORDER BY place, rescoped) - 1) AS segment,
  coalesce(year = max(year) OVER class, false) AS latest,
  coalesce(year = min(year) OVER class, false) AS first
FROM figures
-- All rows of the classification, as PARTITION BY would have it at a higher cost.
WINDOW class AS (ORDER BY place RANGE BETWEEN CURRENT ROW AND CURRENT ROW)
ORDER BY place, year
