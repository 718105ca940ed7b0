/** Milliseconds since the epoch. A date without a time zone is UTC, however it is written. */
export function parseUtcDate(value: unknown): number | Date | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number" || value instanceof Date) return value;
  const text = String(value).trim();
  const zoned = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i.test(text);
  if (zoned || /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return Date.parse(text);
  const iso = /^\d{4}-\d{2}-\d{2}[t ]\d/i.test(text);
  return Date.parse(iso ? `${text.replace(" ", "T")}Z` : `${text} UTC`);
}
