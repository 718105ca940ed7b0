-- The table of columns.
WITH
counted AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_cells AS c
    JOIN facts AS f USING (position)
    WHERE f.role = 'category' AND c.text IS NOT NULL
    GROUP BY c.position, c.text
),
common AS (
    SELECT position, text, times FROM counted
    QUALIFY row_number() OVER (PARTITION BY position ORDER BY times DESC, first_row) = 1
),
first_cells AS (
    SELECT position, arg_min(text, row) AS text FROM data_cells WHERE text IS NOT NULL GROUP BY position
)
SELECT
    f.position,
    f.name,
    CASE $language
        WHEN 'zh' THEN CASE f.role WHEN 'year' THEN '年份' WHEN 'code' THEN '编码' WHEN 'empty' THEN '空' ELSE
            CASE f.type WHEN 'integer' THEN '整数' WHEN 'number' THEN '数值' WHEN 'boolean' THEN '是否' WHEN 'date' THEN '日期' WHEN 'timestamp' THEN '时间' ELSE '文本' END END
        ELSE CASE f.role WHEN 'year' THEN 'year' WHEN 'code' THEN 'code' WHEN 'empty' THEN 'empty' ELSE
            CASE f.type WHEN 'integer' THEN 'whole number' WHEN 'boolean' THEN 'yes or no' WHEN 'timestamp' THEN 'date and time' ELSE f.type END END
    END AS kind,
    100.0 * f.filled / nullif(f.total, 0) AS filled_pct,
    f.distinct_values,
    CASE
        WHEN f.role IN ('number', 'year', 'code') THEN printf('%s – %s', replace(format('{:.7g}', f.low), '-', '−'), replace(format('{:.7g}', f.high), '-', '−'))
        WHEN f.role = 'date' THEN printf('%s – %s', strftime(f.first_date, '%Y-%m-%d'), strftime(f.last_date, '%Y-%m-%d'))
        WHEN f.role = 'category' THEN printf('%s (%d)', CASE WHEN length(k.text) > 40 THEN left(k.text, 39) || '…' ELSE k.text END, k.times)
        WHEN f.role = 'empty' THEN NULL
        ELSE CASE WHEN length(e.text) > 40 THEN left(e.text, 39) || '…' ELSE e.text END
    END AS holds
FROM facts AS f
LEFT JOIN common AS k USING (position)
LEFT JOIN first_cells AS e USING (position)
ORDER BY f.position
