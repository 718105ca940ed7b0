-- The newest year for which the composite index can be computed: no row when there is none.
SELECT year, index FROM index_years WHERE index IS NOT NULL ORDER BY year DESC LIMIT 1
