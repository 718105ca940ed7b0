const kind =
  /^(parameter|analyte|substance|pollutant|contaminant|determinand|component|characteristic|dimension|feature|metric|indicator|measure|variable|kpi|test( item)?|stoff|schadstoff|merkmal|messgröße|kennzahl|指标|参数|污染物|检测项目|监测项目|检验项目|项目|因子|监测因子)([ _]?name)?$/i;

/** Whether a column names what a laboratory or a meter measures in each row, or an indicator. */
export function isKindName(name: string): boolean {
  return kind.test(name.trim().replaceAll("_", " "));
}
