-- Key figures.
SELECT label, value, format, note
FROM (
    SELECT unnest([
        {place: 1, label: CASE $language WHEN 'zh' THEN '行' ELSE 'Rows' END, value: total::DOUBLE, format: 'number',
         note: CASE WHEN sampled AND $language = 'zh' THEN format('抽样{:,}行', sample) WHEN sampled THEN format('a sample of {:,} examined', sample) ELSE '' END},
        {place: 2, label: CASE $language WHEN 'zh' THEN '列' ELSE 'Columns' END, value: columns::DOUBLE, format: 'number',
         note: CASE $language
             WHEN 'zh' THEN array_to_string(list_filter([
                 CASE WHEN numbers > 0 THEN printf('数值%d', numbers) END, CASE WHEN texts > 0 THEN printf('文本%d', texts) END,
                 CASE WHEN dates > 0 THEN printf('日期%d', dates) END, CASE WHEN codes > 0 THEN printf('编码%d', codes) END,
                 CASE WHEN empties > 0 THEN printf('空%d', empties) END], x -> x IS NOT NULL), '，')
             ELSE array_to_string(list_filter([
                 CASE WHEN numbers > 0 THEN printf('%d numeric', numbers) END, CASE WHEN texts > 0 THEN printf('%d text', texts) END,
                 CASE WHEN dates > 0 THEN printf(CASE WHEN dates = 1 THEN '%d date' ELSE '%d dates' END, dates) END, CASE WHEN codes > 0 THEN printf(CASE WHEN codes = 1 THEN '%d code' ELSE '%d codes' END, codes) END,
                 CASE WHEN empties > 0 THEN printf('%d empty', empties) END], x -> x IS NOT NULL), ', ') END},
        {place: 3, label: CASE $language WHEN 'zh' THEN '完整率' ELSE 'Cells filled' END, value: filled_pct, format: CASE WHEN filled_decimals > 1 THEN printf('percent: %d', filled_decimals) ELSE 'percent' END,
         note: CASE WHEN gaps = 0 THEN '' WHEN $language = 'zh' THEN format('{:,}个为空', gaps) ELSE format('{:,} empty', gaps) END},
        {place: 4, label: CASE $language WHEN 'zh' THEN '待核查的行' ELSE 'Rows to check' END, value: flagged::DOUBLE, format: 'number',
         note: CASE
             WHEN duplicates > 0 THEN CASE WHEN $language = 'zh' THEN format('其中重复{:,}行', duplicates) WHEN duplicates = 1 THEN '1 repeats another' ELSE format('{:,} repeat another', duplicates) END
             WHEN written_columns > 0 THEN CASE WHEN $language = 'zh' THEN printf('另有待核查的列%d', written_columns) WHEN written_columns = 1 THEN 'and 1 column' ELSE printf('and %d columns', written_columns) END
             ELSE '' END}
    ], recursive := true)
    FROM overview
)
ORDER BY place
