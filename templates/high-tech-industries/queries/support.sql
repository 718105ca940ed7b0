-- What the data hold on the supporting system: the latest figure of each measure.
WITH names(indicator, element, place, en, zh, unit, sign) AS (
  VALUES
    ('Tax and fee cuts, Beijing', 'environment', 1, 'Tax and fee cuts, 2021 definition', '减税降费（2021年口径）', 'money', '> '),
    ('Tax and fee cuts, refunds and deferrals, Beijing', 'environment', 2, 'Tax and fee cuts, refunds and deferrals, 2022 definition', '减税降费及退税缓税缓费（2022年口径）', 'money', '> '),
    ('New tax and fee cuts, refunds and deferrals, Beijing', 'environment', 3, 'New cuts, refunds and deferrals, 2023 definition', '新增减税降费及退税缓费（2023年口径）', 'money', ''),
    ('R&D expenditure 研究与试验发展(R&D)经费', 'inputs', 4, 'R&D expenditure', '研发经费', 'money', ''),
    ('Basic research expenditure', 'inputs', 5, 'of which basic research', '其中：基础研究经费', 'money', ''),
    ('National laboratories in Beijing', 'inputs', 6, 'National laboratories', '国家实验室', 'count', ''),
    ('National key laboratories (全国重点实验室) in Beijing', 'inputs', 7, 'National key laboratories, reorganised', '全国重点实验室（重组后）', 'count', ''),
    ('State key laboratories in Beijing', 'inputs', 8, 'State key laboratories, before the reorganisation', '国家重点实验室（重组前）', 'count', ''),
    ('National engineering research centres in Beijing', 'inputs', 9, 'National engineering research centres', '国家工程研究中心', 'count', ''),
    ('Digital economy 数字经济 value added', 'products', 10, 'Digital economy, value added', '数字经济增加值', 'money', ''),
    ('Digital economy 数字经济 core industries value added', 'products', 11, 'of which core industries', '其中：核心产业增加值', 'money', ''),
    ('Software and information services revenue', 'products', 12, 'Software and information services, revenue', '软件和信息服务业营业收入', 'money', '')
), latest AS (
  -- Texts of four digits have the order of the years. A year without a value does not hide the figure before it.
  SELECT indicator, max(year) AS year, arg_max(value, year) AS value, arg_max(coalesce(note, ''), year) AS note
  FROM indicators
  WHERE TRY_CAST(year AS INTEGER) <= $year AND value IS NOT NULL
  GROUP BY indicator
)
SELECT
  CASE element
    WHEN 'environment' THEN CASE WHEN $language = 'zh' THEN '营商环境' ELSE 'Business environment' END
    WHEN 'inputs' THEN CASE WHEN $language = 'zh' THEN '要素投入' ELSE 'Inputs' END
    ELSE CASE WHEN $language = 'zh' THEN '配套产品与服务' ELSE 'Complementary products' END
  END AS element_name,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS measure,
  CAST(latest.year AS INTEGER) AS year,
  CASE WHEN note LIKE '%source says "over%' THEN '> ' ELSE sign END
    || format('{:,.1f}', round(value * CASE WHEN names.unit = 'money' THEN factor ELSE 1 END, 1)).replace('.0', '') AS figure,
  CASE WHEN names.unit = 'money' THEN money.unit WHEN $language = 'zh' THEN '个' ELSE 'number' END AS unit_name
FROM latest
-- IS TRUE: each is compared with each, which costs less for so few than the hash table of a plain equality.
JOIN names ON (names.indicator = latest.indicator) IS TRUE
CROSS JOIN money
ORDER BY place
