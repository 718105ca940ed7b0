-- What 100 million yuan are in the unit that the report prints: billions in English, 亿 in Chinese, in yuan or in
-- dollars at the one stated rate.
WITH sums AS (
  SELECT
    CASE WHEN $language = 'zh' THEN 1.0 ELSE 0.1 END / CASE WHEN $currency = 'USD' THEN CAST($rate AS DOUBLE) ELSE 1.0 END AS factor,
    -- The two size bands of clusters in dollars.
    round(10000 / $rate * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END, 0) AS trillion_dollars,
    round(1000 / $rate * CASE WHEN $language = 'zh' THEN 1 ELSE 0.1 END, 1) AS hundred_dollars
)
SELECT
  *,
  CASE
    WHEN $language = 'zh' THEN CASE WHEN $currency = 'USD' THEN '亿美元' ELSE '亿元' END
    WHEN $currency = 'USD' THEN 'billion dollars'
    ELSE 'billion yuan'
  END AS unit
FROM sums
