/** Names of the columns that name what each row measures, and of those that have a code for it. */
const selectorName =
  /^(series[_ ](name|code)|(indicator|variable|measure|metric|kpi|parameter|kennzahl|messgröße|指标|项目指标)([_ ]?(name|title|label|desc(ription)?|text|code|cd|id|key|名称|代码))?)$/i;
const codeName = /(code|cd|id|key|代码)$/i;
const unitName = /^(units?( of measure)?|uom|einheit|单位|计量单位)$/i;

/** Whether a column names what each row measures. */
export function isSelectorName(name: string): boolean {
  return selectorName.test(name);
}

/**
 * The columns that name what each row measures, that of names before those of codes.
 *
 * @param columns in the order of the table
 */
export function selectorsAmong<Column extends { readonly name: string }>(
  columns: readonly Column[],
): readonly Column[] {
  const found = columns.filter(({ name }) => isSelectorName(name.trim()));
  return [
    ...found.filter(({ name }) => !codeName.test(name.trim())),
    ...found.filter(({ name }) => codeName.test(name.trim())),
  ];
}

/** Whether a column names the units of what each row measures, which is no member that is compared. */
export function isUnitName(name: string): boolean {
  return unitName.test(name.trim());
}
