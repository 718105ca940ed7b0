-- The ten industries by their official names.
SELECT CAST(no AS INTEGER) AS no, name_en AS english, name_zh AS chinese FROM industries ORDER BY no
