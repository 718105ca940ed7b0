-- Each country's latest value that is at most three years older than the chosen country's, with its rank. Its change is the difference of the two values
-- as they are printed, so that a reader who subtracts finds it.
WITH limits AS (SELECT max(year) AS newest FROM known WHERE code = $country),
spans AS (
  SELECT code, any_value(number) AS number, any_value(name) AS name, any_value(mapped) AS mapped,
    max(year) AS year, max_by(value, year) AS value, min(year) AS first_year, min_by(value, year) AS first_value
  FROM known, limits WHERE year <= newest GROUP BY code
)
SELECT spans.*, round(round(value, $decimals::INT) - round(first_value, $decimals::INT), $decimals::INT) AS change, CAST(rank() OVER (ORDER BY value DESC) AS INTEGER) AS rank, code = $country AS chosen
FROM spans, limits WHERE year >= newest - 3
ORDER BY rank, code
