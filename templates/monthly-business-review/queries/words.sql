-- Chinese names of the sample's terms and of common units. A term that is not here is printed as the data spell it. Amounts are counted in 万
-- (ten thousand): `factor` turns the data's numbers into that unit, and `places` are the decimals that it takes beyond theirs.
SELECT * FROM (VALUES
  ('Revenue', '营业收入', 1.0, 0), ('Units sold', '销售量', 1.0, 0), ('Returns', '退货量', 1.0, 0), ('Cost', '成本', 1.0, 0), ('Profit', '利润', 1.0, 0),
  ('thousand €', '万欧元', 0.1, 1), ('million €', '万欧元', 100.0, -2), ('€', '欧元', 1.0, 0),
  ('thousand $', '万美元', 0.1, 1), ('million $', '万美元', 100.0, -2), ('$', '美元', 1.0, 0),
  ('Nordics', '北欧', 1.0, 0), ('Central Europe', '中欧', 1.0, 0), ('France and Benelux', '法国和荷比卢', 1.0, 0), ('Iberia', '西班牙和葡萄牙', 1.0, 0),
  ('Cookware', '炊具', 1.0, 0), ('Tableware', '餐具', 1.0, 0), ('Lighting', '灯具', 1.0, 0), ('Textiles', '纺织品', 1.0, 0),
  ('Invented sample data', '虚构示例数据', 1.0, 0)
) AS listed(term, zh, factor, places)
