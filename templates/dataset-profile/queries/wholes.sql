-- Values that stand for several others of their column: they are called a total or a group, or in most periods equal
-- the sum of all others. If more than a third of a column's values were such, the column would be of such things.
WITH
names AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role IN ('category', 'text', 'unique') AND f.type = 'text' AND c.text IS NOT NULL AND length(c.text) <= 60
    GROUP BY c.position, c.text
),
called AS (
    SELECT position, text
    FROM names
    WHERE regexp_matches(text, '(?i)^(?:all|total|sum|gesamt|insgesamt|summe|alle|world|overall|(?:grand|sub)[ -]?total|合计|总计|小计|全部|总额|全国|世界|全球)$|\(total\)|^total[ ,:]| total$|^all (?:natural|firms|industries|items|sectors|products|regions|countries|causes|ages|persons|types|food)')
       OR regexp_matches(text, '(?i)^(?:eu|eu[- ]?(?:1[25]|2[578])|eu-?27_2020|ea-?(?:19|20)|european union.*|euro area.*|oecd|oecd (?:members|countries|average|total)|oecd ?-.*|g7|g20|arab world|ida .*|ibrd .*|ida & ibrd .*|least developed countries.*|heavily indebted poor countries.*|fragile and conflict.*|(?:other |caribbean |pacific island )?small states|.*(?:early|late|post|pre)-demographic dividend|(?:low|lower middle|low & middle|middle|upper middle|high)[ -]income.*|(?:sub-saharan africa|latin america (?:& (?:the )?|and the )caribbean|east asia (?:&|and) pacific|south asia|europe (?:&|and) central asia|middle east (?:&|and) north africa|north america|central europe and the baltics)(?: \(.*\))?|africa|asia|europe|oceania|south america|international transport|欧盟.*|欧元区|经合组织.*|高收入.*|中等收入.*|低收入.*)$')
),
-- Members and periods of what can be added up.
cells AS (
    SELECT n.position, v.position AS value, n.text, t.text AS period, sum(v.number) AS number
    FROM (SELECT c.row, c.position, c.text FROM data_sample AS c JOIN facts AS f USING (position) WHERE f.role IN ('category', 'text') AND f.type = 'text' AND NOT f.sampled AND f.distinct_values BETWEEN 3 AND 400) AS n
    JOIN (SELECT c.row, c.position, c.number FROM data_sample AS c JOIN (SELECT position FROM facts WHERE role = 'number' AND low < high ORDER BY position LIMIT 6) USING (position)) AS v ON v.row = n.row
    LEFT JOIN (SELECT c.row, c.text FROM data_sample AS c JOIN periods USING (position)) AS t ON t.row = n.row
    WHERE n.text IS NOT NULL AND v.number IS NOT NULL
    GROUP BY ALL
),
-- In few periods the largest of few may be the sum of the others by chance.
judged AS (
    SELECT position, value, text, avg((abs(2 * number - total) <= 0.005 * abs(number))::INT) AS share
    FROM (SELECT *, sum(number) OVER w AS total, count(*) OVER w AS members, count(*) FILTER (number >= 0) OVER w AS plus FROM cells WINDOW w AS (PARTITION BY position, value, period))
    JOIN (SELECT position, value, count(DISTINCT period) AS periods FROM cells GROUP BY position, value) USING (position, value)
    WHERE members = plus AND members >= CASE WHEN periods < 3 THEN 5 ELSE 3 END AND number > 0
    GROUP BY position, value, text
),
-- Two sums of all others cannot be.
summed AS (
    SELECT position, text
    FROM (SELECT position, text, count(*) OVER (PARTITION BY position, value) AS there_are FROM judged WHERE share >= 0.7)
    WHERE there_are = 1
    GROUP BY position, text
),
-- Kinds of economies compared with each other are members.
kinds AS (
    SELECT position
    FROM names
    GROUP BY position
    HAVING count(*) FILTER (WHERE regexp_matches(text, '(?i)econom|countries|income|market')) * 2 >= count(*)
),
found AS (
    SELECT position, text, false AS adds_up FROM called ANTI JOIN summed USING (position, text) WHERE position NOT IN (SELECT position FROM kinds)
    UNION ALL
    SELECT position, text, true FROM summed
)
SELECT n.position, n.text, n.times, n.first_row, found.adds_up
FROM found
JOIN names AS n USING (position, text)
WHERE (SELECT count(*) FROM found AS o WHERE o.position = n.position) * 3 <= (SELECT count(*) FROM names AS o WHERE o.position = n.position)
ORDER BY n.position, n.first_row
