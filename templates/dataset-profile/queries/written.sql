-- Columns of text whose values would mostly be numbers or dates without signs, separators and formats: one row a column.
-- At least four fifths must read so or mark a missing value, and more than half must read so. The patterns are written
-- out, here and in flags: only constant ones are compiled once.
WITH
cells AS (
    SELECT position, name, row, trim(text, concat(' ', chr(9), chr(160), chr(12288))) AS text
    FROM data_sample
    WHERE type = 'text' AND text IS NOT NULL
),
-- A quick look spares the columns of plain words: a digit near the beginning, a month or a mark.
likely AS (
    SELECT position
    FROM cells
    GROUP BY position
    HAVING count(*) FILTER (WHERE length(text) <= 40 AND regexp_matches(text, '(?i)^(?:\W{0,4}(?:[a-z]{2,3}\W{0,2})?\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|n/?a|n\.a|#n|null|none|nan|nil|[-–—.?]|无|缺失|不详|暂无)')) >= 0.8 * count(*)
),
-- Each text is tried once.
texts AS (
    SELECT position, name, text, count(*) AS times, min(row) AS first_row FROM cells JOIN likely USING (position) GROUP BY position, name, text
),
tried AS (
    SELECT *,
        regexp_full_match(text, '(?i)(?:n/?a|n\.a\.|#n/a|null|none|nan|nil|-+|–|—|\.+|\?|无|缺失|不详|暂无)') AS mark,
        -- Grouped by three, or with a decimal mark; a leading zero makes it a code.
        regexp_full_match(text, '(?i)\(?\s*[-+−]?\s*(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元)?\s*[-+−]?\s*(?:[1-9]\d{0,2}(?:[,.'' \x{a0}\x{2009}\x{202f}’]\d{3})+(?:[.,]\d+)?|(?:0|[1-9]\d*)(?:[.,]\d+)?(?:e[-+]?\d+)?)\s*(?:%|‰|(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元))?\s*-?\s*\)?') AS number,
        regexp_full_match(text, '(?i)(?:\d{4}(?:-[0-3]?\d-[0-3]?\d|/[0-3]?\d/[0-3]?\d|\.[0-3]?\d\.[0-3]?\d|年[0-3]?\d月[0-3]?\d日?)|[0-3]?\d/[0-3]?\d/(?:\d{4}|\d{2})|[0-3]?\d\.[0-3]?\d\.\d{4}|[0-3]?\d-[0-3]?\d-\d{4}|[0-3]?\d(?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[ -](?:\d{4}|\d{2})|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? [0-3]?\d(?:st|nd|rd|th)?,? \d{4})(?:[ T]\d{1,2}:\d{2}[:.\d]*(?: ?[ap]m)?(?:z|[-+]\d{2}:?\d{2})?)?') AS date
    FROM texts
),
columns AS (
    SELECT
        position, any_value(name) AS name, sum(times)::BIGINT AS filled,
        coalesce(sum(times) FILTER (mark), 0)::BIGINT AS marked,
        coalesce(sum(times) FILTER (number), 0)::BIGINT AS numbers,
        coalesce(sum(times) FILTER (date), 0)::BIGINT AS dates
    FROM tried
    GROUP BY position
),
chosen AS (
    SELECT position, name, filled, marked, CASE WHEN dates >= numbers THEN 'date' ELSE 'number' END AS reading, greatest(dates, numbers) AS readable
    FROM columns
    WHERE greatest(dates, numbers) + marked >= 0.8 * filled AND greatest(dates, numbers) > 0.5 * filled
),
-- How the readable values are written: a number can show more than one sign; its shape shows a date.
shown AS (
    SELECT c.position, s.nth, s.en AS way, s.en, s.zh, t.text, t.times, t.first_row
    FROM tried AS t
    JOIN chosen AS c ON c.position = t.position AND c.reading = 'number' AND t.number
    CROSS JOIN LATERAL (VALUES
        (1, 'thousands separator', '千分位分隔符', regexp_matches(t.text, '\d[, ''’\x{a0}\x{2009}\x{202f}]\d{3}(?:\D|$)|\d\.\d{3}[.,]')),
        (2, 'currency sign', '货币符号', regexp_matches(t.text, '(?i)(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元)')),
        (3, 'percent sign', '百分号', regexp_matches(t.text, '[%‰]')),
        (4, 'brackets for a negative', '以括号表示负数', starts_with(t.text, '(')),
        (5, 'decimal comma', '小数逗号', regexp_matches(t.text, '\d,(?:\d{1,2}|\d{4,})(?:\D|$)')),
        (6, 'minus at the end', '负号在后', regexp_matches(t.text, '\d\s*-$'))
    ) AS s(nth, en, zh, present)
    WHERE s.present
    UNION ALL
    SELECT t.position, 0,
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(t.text, '[ T]\d{1,2}:.*', ''), '(?:st|nd|rd|th)?[A-Za-z]{2,}\.?', 'M', 'g'), '\d{4}', 'Y'), '\d+', 'D', 'g'),
        NULL, NULL, t.text, t.times, t.first_row
    FROM tried AS t
    JOIN chosen AS c ON c.position = t.position AND c.reading = 'date' AND t.date
),
counted AS (
    SELECT position, any_value(nth) AS nth, any_value(en) AS en, any_value(zh) AS zh, sum(times)::BIGINT AS times, min(first_row) AS first_row, arg_min(text, first_row) AS example
    FROM shown
    GROUP BY position, way
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY position ORDER BY times DESC, first_row, nth) AS place FROM counted
),
described AS (
    SELECT
        position,
        count(*) AS ways,
        string_agg(CASE WHEN en IS NULL AND $language = 'zh' THEN printf('%s（%d）', example, times) WHEN en IS NULL THEN printf('%s (%d)', example, times)
                        WHEN $language = 'zh' THEN printf('%s：%s（%d）', zh, example, times) ELSE printf('%s: %s (%d)', en, example, times) END,
            CASE $language WHEN 'zh' THEN '；' ELSE '; ' END ORDER BY place) FILTER (place <= 8)
            || CASE WHEN count(*) <= 8 THEN '' WHEN $language = 'zh' THEN printf('；另有%d种', count(*) - 8) ELSE printf('; %d more', count(*) - 8) END AS written,
        any_value(CASE $language WHEN 'zh' THEN zh ELSE en END) FILTER (place = 1) AS first_way,
        any_value(example) FILTER (place = 1) AS example
    FROM ranked
    GROUP BY position
),
marks AS (
    SELECT t.position,
        string_agg(CASE $language WHEN 'zh' THEN printf('%s（%d）', t.text, t.times) ELSE printf('%s (%d)', t.text, t.times) END, CASE $language WHEN 'zh' THEN '；' ELSE '; ' END ORDER BY t.times DESC, t.first_row) AS marks_seen
    FROM tried AS t
    JOIN chosen USING (position)
    WHERE t.mark
    GROUP BY t.position
)
SELECT
    c.position, c.name, c.reading, c.filled, c.readable, c.marked, c.filled - c.readable - c.marked AS others,
    -- The text describes a single way of writing; several ways, or marks, need the table.
    coalesce(d.ways, 0) > 1 OR m.marks_seen IS NOT NULL AS telling,
    coalesce(d.ways, 0) AS ways, d.written, d.first_way, d.example, m.marks_seen,
    CASE $language WHEN 'zh' THEN CASE c.reading WHEN 'date' THEN '日期' ELSE '数值' END ELSE CASE c.reading WHEN 'date' THEN 'dates' ELSE 'numbers' END END AS reading_word,
    CASE $language WHEN 'zh' THEN format('{:,}／{:,}', c.readable, c.filled) ELSE format('{:,} of {:,}', c.readable, c.filled) END AS share
FROM chosen AS c
LEFT JOIN described AS d USING (position)
LEFT JOIN marks AS m USING (position)
-- Plain digits alone are codes that were left as text on purpose.
WHERE c.reading = 'date' OR d.ways > 0 OR c.marked > 0 OR c.readable < c.filled
ORDER BY c.position
