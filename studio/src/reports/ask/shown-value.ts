/** A value with all its digits. @param none what stands for no value */
export function shownValue(value: unknown, none: string): string {
  if (value === null || value === undefined) return none;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
