-- Tax and fee relief: every row has its own definition. A lower bound is a floor, never the amount.
WITH names(indicator, place, en, zh, en_period, zh_period, ends) AS (
  VALUES
    ('Tax and fee cuts, Beijing, five-year total', 1, 'Cuts, total of five years', '减税降费五年合计', '2016–2020', '2016—2020年', 2020),
    ('Tax and fee cuts, Beijing', 2, 'Cuts', '减税降费', '2021', '2021年', 2021),
    ('Tax and fee cuts, refunds and deferrals, Beijing', 3, 'Cuts, refunds and deferrals', '减税降费及退税缓税缓费', '2022', '2022年', 2022),
    ('VAT credit refunds, Beijing', 4, 'of which VAT credit refunds, to 10 November', '其中：留抵退税（截至11月10日）', '2022', '2022年', 2022),
    ('New tax and fee cuts, refunds and deferrals, Beijing', 5, 'New cuts, refunds and deferrals', '新增减税降费及退税缓费', '2023', '2023年', 2023)
)
SELECT
  place,
  CASE WHEN $language = 'zh' THEN zh_period ELSE en_period END AS period,
  CASE WHEN $language = 'zh' THEN zh ELSE en END AS label,
  round(value * factor, 1) AS amount,
  value AS yuan,
  note LIKE '%lower bound%' OR note LIKE '%exceeded%' AS floor,
  ends,
  -- Where the chart's lines end: room for the labels of the longest.
  round(1.3 * max(value) OVER () * factor, 1) AS top
FROM indicators JOIN names USING (indicator) CROSS JOIN money
WHERE ends <= $year
ORDER BY place
