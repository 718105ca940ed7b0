/** A table as the oracle reads it: cells as they stand, and what the draft says that they are. */
export interface RawTable {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly columns: readonly string[];
}

export type RawRow = RawTable["rows"][number];

/** The number in a cell, without signs of currency and groups of digits; undefined if there is none. */
export function numberIn(cell: unknown): number | undefined {
  if (cell === null || cell === undefined || typeof cell === "boolean") return undefined;
  const text = String(cell)
    .replace(/[,$€£¥%\s]/g, "")
    .replace("−", "-");
  const value = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The name in a cell; undefined if it is blank. */
export function nameIn(cell: unknown): string | undefined {
  const text = cell === null || cell === undefined ? "" : String(cell).trim();
  return text === "" ? undefined : text;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "");

/** The column that a choice stands for by its key or by its label; undefined if none or several may be it. */
export function columnOf({ key, label }: Choice, columns: readonly string[]): string | undefined {
  const found = columns.filter((name) => [plain(key), plain(label)].includes(plain(name)));
  return found.length === 1 ? found[0] : undefined;
}

/** A choice of a parameter: what it is called there, and for people. */
export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** The first day of the period that a cell's time lies in, `YYYY-MM-DD`; undefined if it is not read. */
export function periodOf(cell: unknown, grain: string): string | undefined {
  const day = dayOf(nameIn(cell) ?? "");
  if (day === undefined) return undefined;
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (grain === "year") return `${year}-01-01`;
  if (grain === "quarter") return `${year}-${String(3 * Math.floor((month - 1) / 3) + 1).padStart(2, "0")}-01`;
  if (grain === "month") return `${day.slice(0, 7)}-01`;
  if (grain === "day") return day;
  const time = Date.parse(day);
  // Weeks begin on Monday.
  return new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

function dayOf(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 10);
  if (/^\d{4}-\d{2}$/.test(text)) return `${text}-01`;
  if (/^\d{4}$/.test(text)) return `${text}-01-01`;
  const [, month, year] = /^(\d{2})\.(\d{4})$/.exec(text) ?? [];
  return month === undefined ? undefined : `${year}-${month}-01`;
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** The value that a part of the values does not exceed, by linear interpolation. */
export function quantileOf(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

export function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
