-- The latest figures of the hubs that no chart shows.
WITH names(indicator, hub, place, en, zh, in_money, en_unit, zh_unit, sign) AS (
  VALUES
    ('Beijing E-Town (BDA): industrial output value', 'etown', 1, 'Industrial output value', '工业总产值', true, '', '', ''),
    ('Beijing E-Town (BDA): fixed asset investment', 'etown', 2, 'Fixed asset investment', '固定资产投资', true, '', '', ''),
    ('Beijing E-Town output value: high-end and new energy intelligent vehicles', 'etown', 3, 'Output of high-end and new-energy vehicles', '高端和新能源智能汽车产值', true, '', '', ''),
    ('Beijing E-Town output value: new-generation IT', 'etown', 4, 'Output of new-generation IT', '新一代信息技术产值', true, '', '', ''),
    ('Beijing E-Town output value: robotics and intelligent manufacturing', 'etown', 5, 'Output of robotics and intelligent manufacturing', '机器人和智能制造产值', true, '', '', ''),
    ('Zhongguancun demonstration zone: national high-tech enterprises', 'zgc', 6, 'National high-tech enterprises', '国家高新技术企业', false, 'number', '家', '> '),
    ('Zhongguancun demonstration zone: unicorn companies', 'zgc', 7, 'Unicorn companies', '独角兽企业', false, 'number', '家', ''),
    ('Zhongguancun Science City: R&D spending of companies', 'zgc', 8, 'R&D spending of companies†', '企业研发投入†', true, '', '', ''),
    ('Huairou Science City: science facility platforms laid out (13th FYP)', 'huairou', 9, 'Facility platforms laid out in 2016–2020', '“十三五”时期布局科学设施平台', false, 'number', '个', ''),
    ('Huairou Science City: leading researchers', 'huairou', 10, 'Leading researchers', '领军科研人员', false, 'persons', '人', '> '),
    ('Huairou: researchers', 'huairou', 11, 'Researchers', '科研人员', false, 'persons', '人', '')
), latest AS (
  -- A year without a value does not hide the figure before it.
  SELECT indicator, max(year) AS year, arg_max(value, year) AS value FROM zones WHERE year <= $year AND value IS NOT NULL GROUP BY indicator
)
SELECT
  CASE hub
    WHEN 'etown' THEN CASE WHEN $language = 'zh' THEN '北京经开区' ELSE 'Beijing E-Town' END
    WHEN 'zgc' THEN CASE WHEN $language = 'zh' THEN '中关村' ELSE 'Zhongguancun' END
    ELSE CASE WHEN $language = 'zh' THEN '怀柔科学城' ELSE 'Huairou Science City' END
  END AS hub_name,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS measure,
  CAST(year AS INTEGER) AS year,
  round(value * CASE WHEN in_money THEN factor ELSE 1 END, 1) AS amount,
  -- "> " more than, "< " less than.
  sign || format('{:,.1f}', amount).replace('.0', '') AS figure,
  CASE WHEN in_money THEN money.unit WHEN $language = 'zh' THEN zh_unit ELSE en_unit END AS unit_name
FROM latest JOIN names USING (indicator) CROSS JOIN money
ORDER BY place
