SELECT month, region, store, product, units, amount FROM shop ORDER BY month, region, store, product
