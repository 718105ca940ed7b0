const selectorName =
  /^(series[_ ]name|(indicator|variable|measure|metric|kpi|parameter|kennzahl|messgröße|指标|项目指标)([_ ]?name)?)$/i;
const unitName = /^(units?( of measure)?|uom|einheit|单位|计量单位)$/i;

/** Whether a column names what each row measures. */
export function isSelectorName(name: string): boolean {
  return selectorName.test(name);
}

/** Whether a column names the units of what each row measures, which is no member that is compared. */
export function isUnitName(name: string): boolean {
  return unitName.test(name.trim());
}
