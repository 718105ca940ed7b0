-- The unit in which a column of numbers is printed and drawn, and the label that names it.
WITH
sizes AS (
    -- One large value does not make a column of millions.
    SELECT position, name, short, greatest(abs(median), greatest(abs(low), abs(high)) / 1000) AS size, greatest(abs(low), abs(high)) AS largest
    FROM facts
    WHERE role = 'number'
),
chosen AS (
    SELECT
        *,
        CASE
            -- Beyond, numbers have powers of ten.
            WHEN largest >= 1e15 OR size < 1e6 THEN 1.0
            WHEN size >= 1e12 THEN 1e12
            WHEN $language = 'zh' THEN CASE WHEN size >= 1e8 THEN 1e8 ELSE 1e4 END
            WHEN size >= 1e9 THEN 1e9
            ELSE 1e6
        END AS unit,
        CASE
            WHEN unit = 1 THEN ''
            WHEN $language = 'zh' THEN CASE unit WHEN 1e12 THEN '万亿' WHEN 1e8 THEN '亿' ELSE '万' END
            ELSE CASE unit WHEN 1e12 THEN ' trillion' WHEN 1e9 THEN ' billion' ELSE ' million' END
        END AS word
    FROM sizes
)
SELECT
    position, unit, word,
    CASE WHEN unit = 1 THEN '' WHEN $language = 'zh' THEN concat('（', word, '）') ELSE concat(' (', trim(word), 's)') END AS named,
    concat(short, named) AS label
FROM chosen
ORDER BY position
