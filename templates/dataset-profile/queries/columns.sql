-- The table of columns.
WITH
counted AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'category' AND c.text IS NOT NULL
    GROUP BY c.position, c.text
),
-- The three most common values; where all are equally common, the first three.
common AS (
    SELECT
        position,
        string_agg(CASE WHEN length(text) > 24 THEN left(text, 23) || '…'
                        -- Signs alone would read as misprints.
                        WHEN NOT regexp_matches(text, '[\p{L}\p{N}]') THEN concat('“', text, '”') ELSE text END
            || CASE WHEN even THEN '' WHEN $language = 'zh' THEN printf('（%d）', times) ELSE printf(' (%d)', times) END,
            CASE $language WHEN 'zh' THEN '、' ELSE ', ' END ORDER BY times DESC, first_row)
        || CASE WHEN any_value(there_are) > 3 THEN '…' ELSE '' END
        || CASE WHEN NOT any_value(even) OR any_value(there_are) = 1 THEN ''
                WHEN $language = 'zh' THEN printf('，各%d行', any_value(times)) ELSE printf(', %d each', any_value(times)) END AS texts
    FROM (
        SELECT *, count(*) OVER every AS there_are, min(times) OVER every = max(times) OVER every AS even
        FROM counted
        WINDOW every AS (PARTITION BY position)
        QUALIFY row_number() OVER (PARTITION BY position ORDER BY times DESC, first_row) <= 3
    )
    GROUP BY position
),
first_cells AS (
    SELECT position, arg_min(text, row) AS text FROM data_sample WHERE text IS NOT NULL GROUP BY position
)
SELECT
    f.position,
    f.name,
    CASE $language
        WHEN 'zh' THEN CASE f.role WHEN 'year' THEN '年份' WHEN 'code' THEN '编码' WHEN 'empty' THEN '空' WHEN 'written' THEN CASE w.reading WHEN 'date' THEN '写作文本的日期' ELSE '写作文本的数值' END ELSE
            CASE f.type WHEN 'integer' THEN '整数' WHEN 'number' THEN '数值' WHEN 'boolean' THEN '是否' WHEN 'date' THEN '日期' WHEN 'timestamp' THEN '时间' ELSE '文本' END END
        ELSE CASE f.role WHEN 'year' THEN 'year' WHEN 'code' THEN 'code' WHEN 'empty' THEN 'empty' WHEN 'written' THEN CASE w.reading WHEN 'date' THEN 'dates as text' ELSE 'numbers as text' END ELSE
            CASE f.type WHEN 'integer' THEN 'whole number' WHEN 'boolean' THEN 'yes or no' WHEN 'timestamp' THEN 'date and time' ELSE f.type END END
    END AS kind,
    100.0 * f.filled / nullif(f.total, 0) AS filled_pct,
    f.distinct_values,
    CASE
        WHEN f.role = 'number' AND s.constant THEN s.low || s.unit_word
        WHEN f.role = 'number' AND $language = 'zh' THEN printf('%s至%s%s，中位数%s%s', s.low, s.high, s.unit_word, s.median, s.unit_word)
        WHEN f.role = 'number' THEN printf('%s to %s%s, median %s%s', s.low, s.high, s.unit_word, s.median, s.unit_word)
        -- Years and codes are not grouped.
        WHEN f.role IN ('year', 'code') AND f.low = f.high THEN replace(f.low::BIGINT::VARCHAR, '-', '−')
        WHEN f.role IN ('year', 'code') THEN concat(replace(f.low::BIGINT::VARCHAR, '-', '−'), CASE $language WHEN 'zh' THEN '至' ELSE ' to ' END, replace(f.high::BIGINT::VARCHAR, '-', '−'))
        WHEN f.role = 'date' AND f.first_date = f.last_date THEN strftime(f.first_date, '%Y-%m-%d')
        WHEN f.role = 'date' THEN concat(strftime(f.first_date, '%Y-%m-%d'), CASE $language WHEN 'zh' THEN '至' ELSE ' to ' END, strftime(f.last_date, '%Y-%m-%d'))
        WHEN f.role = 'category' THEN k.texts
        WHEN f.role = 'empty' THEN NULL
        -- The first value, and how long the texts are where that differs.
        WHEN length(e.text) > 40 AND $language = 'zh' THEN printf('%s…（%d至%d个字符）', left(e.text, 30), f.shortest, f.longest)
        WHEN length(e.text) > 40 THEN printf('%s… (%d to %d characters)', left(e.text, 30), f.shortest, f.longest)
        ELSE concat(CASE $language WHEN 'zh' THEN '如' ELSE 'such as ' END, e.text)
    END AS holds
FROM facts AS f
LEFT JOIN spread AS s USING (position)
LEFT JOIN common AS k USING (position)
LEFT JOIN written AS w ON w.position = f.position
LEFT JOIN first_cells AS e ON e.position = f.position
ORDER BY f.position
