SELECT code, value FROM exports ORDER BY value DESC
