-- Values that stand for several others of their column: certain if they are called World or a total, or in most periods
-- equal the sum of all others, or called a group of countries among countries. What is called a group elsewhere may be
-- one. If more than a third of a column's values were such, the column would be of such things.
WITH
names AS (
    SELECT c.position, c.text, count(*) AS times, min(c.row) AS first_row
    FROM data_sample AS c
    JOIN facts AS f USING (position)
    WHERE f.role IN ('category', 'text', 'unique') AND f.type = 'text' AND c.text IS NOT NULL AND length(c.text) <= 60
    GROUP BY c.position, c.text
),
kinds_of_names AS (
    SELECT
        position, text,
        CASE
            WHEN regexp_matches(trim(text), '(?i)^(?:all|totals?\*?|gesamt|insgesamt|summe|alle|world|overall|(?:grand|sub)[ -]?total|合计|总计|小计|全部|总额|全国|世界|全球)$|\(total\)') THEN 'total'
            WHEN regexp_matches(trim(text), '(?i)^(?:eu|eu[- ]?(?:1[25]|2[578])(?: \(.*\))?|eu-?27_2020|ea-?(?:19|20)|european union.*|euro area.*|oecd|oecd (?:members|countries|average|total)|oecd ?-.*|g-?7|g-?20|arab world|ida .*|ibrd .*|ida & ibrd .*|least developed countries.*|heavily indebted poor countries.*|fragile and conflict.*|(?:other |caribbean |pacific island )?small states|.*(?:early|late|post|pre)-demographic dividend|(?:low|lower middle|low & middle|middle|upper middle|high)[ -]income.*|africa (?:eastern and southern|western and central)|international transport|欧盟.*|欧元区|经合组织.*|高收入.*|中等收入.*|低收入.*)$') THEN 'group'
            WHEN regexp_matches(trim(text), '(?i)^total[,:] all | total$|^all (?:natural|firms|industries|items|sectors|products|regions|countries|causes|ages|persons|types|food)') THEN 'named'
            WHEN regexp_matches(trim(text), '(?i)^(?:(?:sub-saharan africa|latin america (?:& (?:the )?|and the )caribbean|east asia (?:&|and) pacific|south asia|europe (?:&|and) central asia|middle east (?:&|and) north africa|north america|central europe and the baltics)(?: \(.*\))?|africa|asia|europe|oceania|south america)$') THEN 'region'
            WHEN regexp_matches(trim(text), '(?i)^(?:afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas(?:, the)?|bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia (?:and|&) herzegovina|botswana|brazil|brunei(?: darussalam)?|bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cabo verde|cape verde|central african republic|chad|chile|china|colombia|comoros|(?:dem(?:ocratic republic|\. rep\.) (?:of )?(?:the )?)?congo.*|costa rica|c(?:ô|o)te d[''’]ivoire|ivory coast|croatia|cuba|cyprus|czechia|czech republic|denmark|djibouti|dominica|dominican republic|ecuador|egypt.*|el salvador|equatorial guinea|eritrea|estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia.*|georgia|germany|ghana|greece|grenada|guatemala|guinea(?:-bissau)?|guyana|haiti|honduras|hong kong.*|hungary|iceland|india|indonesia|iran.*|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|kiribati|(?:north |south )?korea.*|kosovo|kuwait|kyrgyz.*|lao.*|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg|macao.*|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|micronesia.*|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nauru|nepal|netherlands|the netherlands|new zealand|nicaragua|niger|nigeria|north macedonia|norway|oman|pakistan|palau|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|puerto rico|qatar|romania|russia.*|rwanda|samoa|san marino|saudi arabia|senegal|serbia|seychelles|sierra leone|singapore|slovak republic|slovakia|slovenia|solomon islands|somalia|south africa|south sudan|spain|sri lanka|st\. .*|sudan|suriname|sweden|switzerland|syria.*|taiwan|tajikistan|tanzania|thailand|timor-leste|togo|tonga|trinidad (?:and|&) tobago|tunisia|t(?:ü|u)rki(?:ye|y)|turkey|turkmenistan|tuvalu|uganda|ukraine|united arab emirates|united kingdom|uk|united states(?: of america)?|usa?|u\.s\.|uruguay|uzbekistan|vanuatu|venezuela.*|viet ?nam|yemen.*|zambia|zimbabwe)$') THEN 'country'
        END AS kind
    FROM names
),
-- Among countries, what is called a group of countries is one: the European Union beside its members.
of_countries AS (
    SELECT position
    FROM kinds_of_names
    GROUP BY position
    HAVING count(*) FILTER (kind = 'country') * 2 > count(*) FILTER (kind IS NULL OR kind = 'country')
),
-- Regions are groups among countries or beside other groups; elsewhere they are members, such as markets of a firm.
regional AS (
    SELECT position
    FROM kinds_of_names
    GROUP BY position
    HAVING bool_or(kind = 'group' OR regexp_matches(trim(text), '(?i)^(?:world|世界|全球)$'))
    UNION
    FROM of_countries
),
called AS (
    SELECT
        position, text, kind <> 'total' AS grouped,
        kind = 'total' OR (kind = 'group' AND position IN (SELECT position FROM of_countries)) AS certain
    FROM kinds_of_names
    WHERE kind IN ('total', 'group', 'named') OR (kind = 'region' AND position IN (SELECT position FROM regional))
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
    SELECT position, text, false AS adds_up, certain, grouped FROM called ANTI JOIN summed USING (position, text) WHERE position NOT IN (SELECT position FROM kinds)
    UNION ALL
    SELECT position, text, true, true, false FROM summed
),
counts AS (
    SELECT position, count(*) AS there_are, count(*) FILTER (certain) AS certain_ones, (SELECT count(*) FROM names AS n WHERE n.position = found.position) AS all_names
    FROM found
    GROUP BY position
)
SELECT n.position, n.text, n.times, n.first_row, found.adds_up, found.certain, found.grouped
FROM found
JOIN names AS n USING (position, text)
JOIN counts AS k USING (position)
WHERE CASE WHEN found.certain THEN k.certain_ones ELSE k.there_are END * 3 <= k.all_names
ORDER BY n.position, n.first_row
