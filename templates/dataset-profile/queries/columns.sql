-- The table of columns.
WITH
counted AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'category' AND c.text IS NOT NULL
    GROUP BY c.position, c.text
),
common AS (
    SELECT position, arg_min(text, first_row) AS text, any_value(times) AS times, count(*) AS leaders
    FROM (SELECT * FROM counted QUALIFY times = max(times) OVER (PARTITION BY position))
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
        WHEN f.role IN ('number', 'year', 'code') AND f.low = f.high THEN replace(format('{:.7g}', f.low), '-', '−')
        WHEN f.role IN ('number', 'year', 'code') THEN printf('%s – %s', replace(format('{:.7g}', f.low), '-', '−'), replace(format('{:.7g}', f.high), '-', '−'))
        WHEN f.role = 'date' AND f.first_date = f.last_date THEN strftime(f.first_date, '%Y-%m-%d')
        WHEN f.role = 'date' THEN printf('%s – %s', strftime(f.first_date, '%Y-%m-%d'), strftime(f.last_date, '%Y-%m-%d'))
        -- Values that are equally common: the first of them, and how many there are.
        WHEN f.role = 'category' THEN concat(CASE WHEN length(k.text) > 40 THEN left(k.text, 39) || '…' ELSE k.text END,
            CASE WHEN $language = 'zh' AND k.leaders > 1 THEN printf('（%d，%d个并列）', k.times, k.leaders) WHEN $language = 'zh' THEN printf('（%d）', k.times)
                 WHEN k.leaders > 1 THEN printf(' (%d, one of %d such)', k.times, k.leaders) ELSE printf(' (%d)', k.times) END)
        WHEN f.role = 'empty' THEN NULL
        ELSE CASE WHEN length(e.text) > 40 THEN left(e.text, 39) || '…' ELSE e.text END
    END AS holds
FROM facts AS f
LEFT JOIN common AS k USING (position)
LEFT JOIN written AS w ON w.position = f.position
LEFT JOIN first_cells AS e USING (position)
ORDER BY f.position
