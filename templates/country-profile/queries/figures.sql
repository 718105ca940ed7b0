SELECT CASE WHEN $language = 'zh' THEN year || '年' ELSE 'In ' || year END AS label, value, CASE WHEN $language = 'zh' THEN '各国中位数 ' ELSE 'median of all ' END || format('{:.' || $decimals || 'f}', middle::DOUBLE) AS note, 'number: ' || $decimals AS format FROM chosen
UNION ALL
SELECT CASE WHEN $language = 'zh' THEN '位次' ELSE 'Rank' END, rank, CASE WHEN $language = 'zh' THEN '共' || countries || '个国家' ELSE 'of ' || countries || ' countries' END, 'number: 0' FROM chosen
UNION ALL
SELECT CASE WHEN $language = 'zh' THEN first_year || '年以来变化' ELSE 'Change since ' || first_year END, change, CASE WHEN $language = 'zh' THEN '当时为 ' ELSE 'from ' END || format('{:.' || $decimals || 'f}', first_value::DOUBLE), 'number: "+.' || $decimals || 'f"' FROM chosen
