-- The countries that a report can be about.
SELECT code, any_value(en) AS name FROM indicator JOIN countries USING (code) WHERE value IS NOT NULL GROUP BY code ORDER BY code
