SELECT year, pct FROM world_rd WHERE china ORDER BY year
