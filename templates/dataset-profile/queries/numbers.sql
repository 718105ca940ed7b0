-- The numbers in numbers.
SELECT name, low, q1, median, q3, high, mean, deviation
FROM facts
WHERE role = 'number'
ORDER BY position
