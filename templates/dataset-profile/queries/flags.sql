-- Every cell or row that a rule of the method page speaks against: at most 100 a rule, with the number there are.
WITH
far AS (
    SELECT c.row, c.position, c.name, c.text
    FROM data_sample AS c
    JOIN fences AS f USING (position)
    WHERE NOT f.tail AND (c.number < f.low_fence OR c.number > f.high_fence)
      -- A total lies far out of its parts, and is none.
      AND c.row NOT IN (SELECT row FROM whole_rows)
),
gaps AS (
    SELECT c.row, c.position, c.name, NULL::VARCHAR AS text
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE c.text IS NULL AND f.nulls <= 0.05 * f.total
),
signs AS (
    SELECT c.row, c.position, c.name, c.text
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    -- An empty list or object is no sign; nor are signs where most values of the column are such.
    WHERE c.type = 'text' AND f.role <> 'written' AND NOT regexp_matches(c.text, '[\p{L}\p{N}]') AND NOT regexp_full_match(c.text, '\s*(?:\[.*\]|\{.*\})\s*')
    QUALIFY count(*) OVER (PARTITION BY c.position) <= 0.5 * any_value(f.seen) OVER (PARTITION BY c.position)
),
-- In columns of numbers or dates written as text: what stands for a missing value, and what is neither.
odd AS (
    SELECT row, position, name, text, mark
    FROM (
        SELECT *,
            regexp_full_match(plain, '(?i)(?:n/?a|n\.a\.|#n/a|null|none|nan|nil|-+|–|—|\.+|\?|无|缺失|不详|暂无)') AS mark,
            CASE reading
                WHEN 'number' THEN regexp_full_match(plain, '(?i)\(?\s*[-+−]?\s*(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元)?\s*[-+−]?\s*(?:[1-9]\d{0,2}(?:[,.'' \x{a0}\x{2009}\x{202f}’]\d{3})+(?:[.,]\d+)?|(?:0|[1-9]\d*)(?:[.,]\d+)?(?:e[-+]?\d+)?)\s*(?:%|‰|(?:[$€£¥￥₹₩₽]|us\$|usd|eur|gbp|chf|cny|rmb|jpy|元))?\s*-?\s*\)?')
                ELSE regexp_full_match(plain, '(?i)(?:\d{4}(?:-[0-3]?\d-[0-3]?\d|/[0-3]?\d/[0-3]?\d|\.[0-3]?\d\.[0-3]?\d|年[0-3]?\d月[0-3]?\d日?)|[0-3]?\d/[0-3]?\d/(?:\d{4}|\d{2})|[0-3]?\d\.[0-3]?\d\.\d{4}|[0-3]?\d-[0-3]?\d-\d{4}|[0-3]?\d(?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[ -](?:\d{4}|\d{2})|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? [0-3]?\d(?:st|nd|rd|th)?,? \d{4})(?:[ T]\d{1,2}:\d{2}[:.\d]*(?: ?[ap]m)?(?:z|[-+]\d{2}:?\d{2})?)?')
            END AS readable
        FROM (
            SELECT c.row, c.position, c.name, c.text, w.reading, trim(c.text, concat(' ', chr(9), chr(160), chr(12288))) AS plain
            FROM data_sample AS c
            JOIN written AS w USING (position)
            WHERE c.text IS NOT NULL
        )
    )
    WHERE mark OR NOT readable
),
forms AS (
    SELECT position, lower(trim(regexp_replace(text, '\s+', ' ', 'g'))) AS plain, text, count(*) AS times, min(row) AS first_row
    FROM data_sample
    WHERE type = 'text' AND text IS NOT NULL
    GROUP BY position, plain, text
),
rare_forms AS (
    SELECT position, text
    FROM forms
    QUALIFY row_number() OVER (PARTITION BY position, plain ORDER BY times DESC, first_row) > 1
),
variants AS (
    SELECT c.row, c.position, c.name, c.text
    FROM data_sample AS c
    JOIN rare_forms AS r ON r.position = c.position AND r.text = c.text
),
padded AS (
    SELECT c.row, c.position, c.name, c.text
    FROM data_sample AS c
    WHERE c.type = 'text' AND c.text <> trim(c.text, concat(' ', chr(9), chr(10), chr(13), chr(160), chr(12288)))
),
written AS (
    SELECT row, string_agg(coalesce(text, chr(1)), chr(31) ORDER BY position) AS whole
    FROM data_sample
    GROUP BY row
),
repeated AS (
    SELECT row, min(row) OVER (PARTITION BY whole) AS first_row FROM written
),
found AS (
    SELECT 1 AS place, 'outlier' AS rule, row, position, name, text FROM far
    UNION ALL SELECT 2, 'gap', row, position, name, text FROM gaps
    UNION ALL SELECT 3, 'sign', row, position, name, text FROM signs
    UNION ALL SELECT 4, 'variant', row, position, name, text FROM variants
    UNION ALL SELECT 5, 'padding', row, position, name, text FROM padded
    UNION ALL SELECT 6, 'mark', row, position, name, text FROM odd WHERE mark
    UNION ALL SELECT 7, 'unlike', row, position, name, text FROM odd WHERE NOT mark
    UNION ALL SELECT 8, 'duplicate', row, 0, NULL, first_row::VARCHAR FROM repeated WHERE row > first_row AND (SELECT count(*) > 1 AND NOT bool_or(sampled) FROM facts)
)
SELECT
    place, rule, row, position, name, text,
    count(*) OVER (PARTITION BY rule) AS times,
    (SELECT count(DISTINCT row) FROM found) AS flagged_rows
FROM found
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY row, position) <= 100
ORDER BY row, place, position
