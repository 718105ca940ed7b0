-- The rows to check by reason: the first five lines of each.
WITH
lines AS (
    SELECT
        place, rule, row, any_value(times) AS times,
        CASE WHEN count(name) > 5 AND $language = 'zh' THEN printf('%s等%d列', arg_min(name, position), count(name))
             WHEN count(name) > 5 THEN printf('%s and %d more', arg_min(name, position), count(name) - 1)
             ELSE string_agg(name, ', ' ORDER BY position) END AS names,
        CASE WHEN count(*) = 1 THEN any_value(text) END AS text
    FROM flags
    GROUP BY place, rule, row
),
-- Gaps in the same columns are one line.
gathered AS (
    SELECT place, rule, row, times, names, text, NULL::BIGINT[] AS others FROM lines WHERE rule <> 'gap'
    UNION ALL
    SELECT place, rule, min(row), any_value(times), names, NULL, list(row ORDER BY row)[2:] FROM lines WHERE rule = 'gap' GROUP BY place, rule, names
)
SELECT
    rule,
    concat(
        CASE $language
            WHEN 'zh' THEN CASE rule WHEN 'outlier' THEN '离群值' WHEN 'gap' THEN '缺失值' WHEN 'sign' THEN '仅含符号' WHEN 'variant' THEN '大小写或空格不一' WHEN 'padding' THEN '首尾有空格' WHEN 'mark' THEN '代替缺失值' WHEN 'unlike' THEN '与同列不同' ELSE '重复的行' END
            ELSE CASE rule WHEN 'outlier' THEN 'Far out' WHEN 'gap' THEN 'Missing' WHEN 'sign' THEN 'Signs only' WHEN 'variant' THEN 'Case or spaces differ' WHEN 'padding' THEN 'Spaces around it' WHEN 'mark' THEN 'Stands for a missing value' WHEN 'unlike' THEN 'Unlike the rest of its column' ELSE 'Repeated rows' END
        END,
        CASE
            WHEN $language = 'zh' THEN format('：{:,}{}', times, CASE rule WHEN 'duplicate' THEN '行' ELSE '个单元格' END)
            WHEN times = 1 THEN CASE rule WHEN 'duplicate' THEN ': 1 row' ELSE ': 1 cell' END
            ELSE format(': {:,} {}', times, CASE rule WHEN 'duplicate' THEN 'rows' ELSE 'cells' END)
        END
    ) AS reason,
    row,
    CASE WHEN rule = 'duplicate' AND $language = 'zh' THEN '整行' WHEN rule = 'duplicate' THEN 'the whole row' ELSE names END AS names,
    CASE WHEN rule = 'gap' AND len(others) > 0 THEN concat(
             CASE WHEN $language = 'zh' THEN '另有第' WHEN len(others) = 1 THEN 'also row ' ELSE 'also rows ' END,
             array_to_string(others[1:8], CASE $language WHEN 'zh' THEN '、' ELSE ', ' END),
             CASE WHEN len(others) > 8 THEN '…' ELSE '' END, CASE $language WHEN 'zh' THEN '行' ELSE '' END)
         WHEN rule = 'duplicate' AND $language = 'zh' THEN printf('与第%s行相同', text)
         WHEN rule = 'duplicate' THEN printf('repeats row %s', text)
         -- Quotation marks show where the spaces stand; the end of a long text is where they are looked for.
         WHEN rule = 'padding' AND length(text) > 40 THEN concat('“', CASE WHEN text <> rtrim(text) THEN '…' || right(text, 36) ELSE left(text, 36) || '…' END, '”')
         WHEN rule IN ('padding', 'sign') AND length(text) <= 40 THEN concat('“', text, '”')
         WHEN length(text) > 40 THEN left(text, 39) || '…'
         ELSE text END AS value,
    -- Whether a reason has more lines than are listed.
    count(*) OVER (PARTITION BY rule) > 5 AS cut
FROM gathered
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY row) <= 5
ORDER BY place, row
