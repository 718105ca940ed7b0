-- Chinese names of the sample's terms and of common units. A term that is not here is printed as the data spell it.
SELECT * FROM (VALUES
  ('Revenue', '营业收入'), ('Units sold', '销售量'), ('Returns', '退货量'), ('Cost', '成本'), ('Profit', '利润'),
  ('thousand €', '千欧元'), ('million €', '百万欧元'), ('€', '欧元'), ('thousand $', '千美元'), ('million $', '百万美元'), ('$', '美元'),
  ('Nordics', '北欧'), ('Central Europe', '中欧'), ('France and Benelux', '法国与荷比卢'), ('Iberia', '伊比利亚'),
  ('Cookware', '炊具'), ('Tableware', '餐具'), ('Lighting', '灯具'), ('Textiles', '纺织品'),
  ('Invented sample data', '虚构示例数据')
) AS listed(term, zh)
