-- Every value of a country, with its name in the report's language. Aggregates are not countries and are left out.
SELECT code, number, CASE WHEN $language = 'zh' THEN zh ELSE en END AS name, mapped, CAST(year AS INTEGER) AS year, value
FROM indicator JOIN countries USING (code)
WHERE value IS NOT NULL
