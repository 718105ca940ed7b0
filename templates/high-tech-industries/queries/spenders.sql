-- Who spends the R&D money: the bars.
SELECT place, label, amount, round(pct, 1) AS pct, highest
FROM spending, (
  SELECT unnest([
    { 'place': 1, 'label': CASE WHEN $language = 'zh' THEN '企业' ELSE 'Enterprises' END, 'amount': enterprises, 'pct': enterprises_pct, 'highest': true },
    { 'place': 2, 'label': CASE WHEN $language = 'zh' THEN '高校、科研机构及其他' ELSE 'Universities, institutes and others' END, 'amount': others, 'pct': others_pct, 'highest': false }
  ], recursive := true)
  FROM spending
) AS bars
ORDER BY place
