/** Whether a column names the arms of a trial. */
export function isArmName(name: string): boolean {
  return /^(variant|treatment|arm|(test|control|trial)[ _]?group|variante|版本|实验组|分组)$/i.test(name.trim());
}
