-- The countries that a report can be about.
SELECT code, any_value(en) AS name, any_value(zh) AS name_zh FROM indicator JOIN countries USING (code) WHERE value IS NOT NULL GROUP BY code ORDER BY code
