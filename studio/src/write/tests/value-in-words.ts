/** A value that a test expects or a report shows, as its author would write it: lists by commas, members by name. */
export function valueInWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.map(valueInWords).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${valueInWords(part)}`)
      .join(", ");
  return String(value);
}
