-- Columns of text whose values would mostly be numbers or dates without signs, separators and formats: one row a column.
-- At least four fifths must read so or mark a missing value, and more than half must read so.
WITH
patterns AS (
    SELECT
        '(?i)(?:n/?a|n\.a\.|#n/a|null|none|nan|nil|-+|–|—|\.+|\?|无|缺失|不详|暂无)' AS marks,
        '(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元)' AS sign,
        -- Grouped by three, or with a decimal mark; a leading zero makes it a code.
        '(?:[1-9]\d{0,2}(?:[,.'' \x{a0}\x{2009}\x{202f}’]\d{3})+(?:[.,]\d+)?|(?:0|[1-9]\d*)(?:[.,]\d+)?(?:e[-+]?\d+)?)' AS digits,
        '(?:0?[1-9]|[12]\d|3[01])' AS day,
        '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?' AS month,
        '(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[-+]\d{2}:?\d{2})?)?' AS clock
),
forms AS (
    SELECT *, concat('(?i)\(?\s*[-+−]?\s*', sign, '?\s*[-+−]?\s*', digits, '\s*(?:%|‰|', sign, ')?\s*-?\s*\)?') AS number_form,
        [concat('(?i)\d{4}-', day, '-', day, clock), concat('(?i)\d{4}[/.]', day, '[/.]', day, clock), concat('(?i)', day, '/', day, '/(?:\d{4}|\d{2})', clock),
         concat('(?i)', day, '\.', day, '\.\d{4}', clock), concat('(?i)', day, '-', day, '-\d{4}', clock),
         concat('(?i)', day, '(?:st|nd|rd|th)?[ -]', month, ',?[ -](?:\d{4}|\d{2})', clock), concat('(?i)', month, ' ', day, '(?:st|nd|rd|th)?,? \d{4}', clock),
         concat('\d{4}年', day, '月', day, '日?')] AS date_forms
    FROM patterns
),
cells AS (
    SELECT c.position, c.name, c.row, trim(c.text, concat(' ', chr(9), chr(160), chr(12288))) AS text
    FROM data_cells AS c
    WHERE c.type = 'text' AND length(c.text) <= 40
),
-- Each written form is tried once.
texts AS (
    SELECT position, name, text, count(*) AS times, min(row) AS first_row FROM cells GROUP BY position, name, text
),
tried AS (
    SELECT t.*, regexp_full_match(text, marks) AS mark, regexp_full_match(text, number_form) AS number,
        list_position([regexp_full_match(text, form) FOR form IN date_forms], true) AS date_form
    FROM texts AS t, forms
),
columns AS (
    SELECT
        t.position, any_value(t.name) AS name, any_value(k."rows" - k.nulls) AS filled,
        coalesce(sum(times) FILTER (mark), 0) AS marked,
        coalesce(sum(times) FILTER (number), 0) AS numbers,
        coalesce(sum(times) FILTER (date_form IS NOT NULL), 0) AS dates
    FROM tried AS t
    JOIN data_columns AS k USING (position)
    GROUP BY t.position
),
chosen AS (
    SELECT position, name, filled, marked, CASE WHEN dates >= numbers THEN 'date' ELSE 'number' END AS reading, greatest(dates, numbers) AS readable
    FROM columns
    WHERE greatest(dates, numbers) + marked >= 0.8 * filled AND greatest(dates, numbers) > 0.5 * filled
),
-- How the readable values are written; a value can show more than one sign.
shown AS (
    SELECT c.position, s.place, s.en, s.zh, t.text, t.times, t.first_row
    FROM tried AS t
    JOIN chosen AS c ON c.position = t.position AND c.reading = 'number' AND t.number
    CROSS JOIN patterns AS p
    CROSS JOIN LATERAL (VALUES
        (1, 'thousands separator', '千分位分隔符', regexp_matches(t.text, '\d[, ''’\x{a0}\x{2009}\x{202f}]\d{3}(?:\D|$)|\d\.\d{3}[.,]')),
        (2, 'currency sign', '货币符号', regexp_matches(t.text, concat('(?i)', p.sign))),
        (3, 'percent sign', '百分号', regexp_matches(t.text, '[%‰]')),
        (4, 'brackets for a negative', '以括号表示负数', starts_with(t.text, '(')),
        (5, 'decimal comma', '小数逗号', regexp_matches(t.text, '\d,(?:\d{1,2}|\d{4,})(?:\D|$)')),
        (6, 'minus at the end', '负号在后', regexp_matches(t.text, '\d\s*-$'))
    ) AS s(place, en, zh, present)
    WHERE s.present
    UNION ALL
    SELECT t.position, t.date_form, NULL, NULL, t.text, t.times, t.first_row
    FROM tried AS t
    JOIN chosen AS c ON c.position = t.position AND c.reading = 'date' AND t.date_form IS NOT NULL
),
counted AS (
    SELECT position, place, any_value(en) AS en, any_value(zh) AS zh, sum(times) AS times, arg_min(text, first_row) AS example
    FROM shown
    GROUP BY position, place
),
described AS (
    SELECT
        position,
        count(*) AS ways,
        string_agg(CASE WHEN en IS NULL AND $language = 'zh' THEN printf('%s（%d）', example, times::BIGINT) WHEN en IS NULL THEN printf('%s (%d)', example, times::BIGINT) WHEN $language = 'zh' THEN printf('%s：%s（%d）', zh, example, times::BIGINT) ELSE printf('%s: %s (%d)', en, example, times::BIGINT) END,
            CASE $language WHEN 'zh' THEN '；' ELSE '; ' END ORDER BY times DESC, place) AS written,
        arg_max(CASE $language WHEN 'zh' THEN zh ELSE en END, times * 10 - place) AS first_way,
        arg_max(example, times * 10 - place) AS example
    FROM counted
    GROUP BY position
),
left_over AS (
    SELECT t.position,
        string_agg(CASE $language WHEN 'zh' THEN printf('%s（%d）', t.text, t.times) ELSE printf('%s (%d)', t.text, t.times) END, CASE $language WHEN 'zh' THEN '；' ELSE '; ' END ORDER BY t.times DESC, t.first_row) FILTER (t.mark) AS marks_seen
    FROM tried AS t
    JOIN chosen USING (position)
    GROUP BY t.position
)
SELECT
    c.position, c.name, c.reading, c.filled, c.readable::BIGINT AS readable, c.marked::BIGINT AS marked, (c.filled - c.readable - c.marked)::BIGINT AS others,
    coalesce(d.ways, 0) AS ways, d.written, d.first_way, d.example, l.marks_seen,
    CASE $language WHEN 'zh' THEN CASE c.reading WHEN 'date' THEN '日期' ELSE '数值' END ELSE CASE c.reading WHEN 'date' THEN 'dates' ELSE 'numbers' END END AS reading_word,
    CASE $language WHEN 'zh' THEN printf('%d／%d', c.readable::BIGINT, c.filled) ELSE printf('%d of %d', c.readable::BIGINT, c.filled) END AS share,
    -- For the rules: what the other values of the column do not match.
    CASE c.reading WHEN 'number' THEN f.number_form ELSE array_to_string(f.date_forms, '|') END AS pattern,
    f.marks
FROM chosen AS c
CROSS JOIN forms AS f
LEFT JOIN described AS d USING (position)
LEFT JOIN left_over AS l USING (position)
-- Plain digits alone are codes that were left as text on purpose.
WHERE c.reading = 'date' OR coalesce(d.ways, 0) > 0 OR c.marked > 0 OR c.readable < c.filled
ORDER BY c.position
