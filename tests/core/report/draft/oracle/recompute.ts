import {
  type Choice,
  columnOf,
  groupedBy,
  meanOf,
  nameIn,
  numberIn,
  periodOf,
  quantileOf,
  type RawRow,
  type RawTable,
  sumOf,
} from "./raw-table.ts";

/** A drafted report as the oracle sees it: what it claims to be about, the data of its figures, and its words. */
export interface Told {
  readonly raw: RawTable;
  readonly story: string;
  /** Choices of its questions: the measure, whether it adds up, the period and the compared column. */
  readonly about: Choice;
  readonly adds: boolean;
  readonly grain: string | undefined;
  readonly by: Choice | undefined;
  readonly timeColumn: string | undefined;
  /** Names of totals, which its first query leaves out. */
  readonly leftOut: ReadonlySet<string>;
  /** The column of which it shows one value at a time, and which. */
  readonly part?: { readonly label: string; readonly value: string };
  /** Numbers that it says stand for missing values, by column. */
  readonly missing: ReadonlyMap<string, ReadonlySet<number>>;
  readonly tables: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
}

/** What a report says beside what its rows say. */
export interface Verdict {
  readonly faults: readonly string[];
  /** Numbers that were computed again. */
  readonly checked: number;
  /** Why parts were not: what the oracle cannot read. */
  readonly unread: readonly string[];
}

/** Notes what is equal and what is not. */
export class Notes {
  readonly faults: string[] = [];
  readonly unread: string[] = [];
  checked = 0;

  /** Compares two numbers as they are computed. */
  same(what: string, told: unknown, own: number | undefined): void {
    this.checked += 1;
    const value = told === null || told === undefined ? undefined : Number(told);
    if (value === undefined && own === undefined) return;
    const isNear =
      value !== undefined && own !== undefined && Math.abs(value - own) <= 1e-6 * Math.max(1, Math.abs(own));
    if (!isNear) this.faults.push(`${what}: told ${String(value)}, the rows say ${String(own)}`);
  }
}

/** The rows, members and values of a report, read from the table by the oracle alone. */
export interface Reading {
  readonly rows: readonly RawRow[];
  readonly valueOf: (row: RawRow) => number | undefined;
  readonly memberOf: (row: RawRow) => string | undefined;
  readonly periodOf: (row: RawRow) => string | undefined;
}

/** Reads what a report is about; a text says what the oracle cannot read. */
export function readTold(told: Told): Reading | string {
  const { raw, about, by, timeColumn, grain, leftOut, missing, tables } = told;
  const { columns } = raw;
  const column = about.key === "records" && !columns.includes("records") ? "*" : columnOf(about, columns);
  if (column === undefined) return `no column is "${about.key}"`;
  const member = by === undefined ? undefined : columnOf(by, columns);
  if (by !== undefined && member === undefined) return `no column is "${by.key}"`;
  const codes = missing.get(column);
  const scale = scaleOf(told, column);
  const valueOf = (row: RawRow): number | undefined => {
    if (column === "*") return 1;
    const value = numberIn(row[column]);
    return value === undefined || codes?.has(value) === true ? undefined : value / scale;
  };
  const memberOf = (row: RawRow): string | undefined => (member === undefined ? "" : nameIn(row[member]));
  const part = told.part && columnOf({ key: told.part.label, label: told.part.label }, columns);
  const rows = raw.rows
    .filter((row) => part === undefined || nameIn(row[part]) === told.part?.value)
    .filter((row) => member === undefined || !leftOut.has(nameIn(row[member]) ?? ""));
  const printed = (tables.get("ranking") ?? tables.get("groups") ?? []).map((row) => nameIn(row["member"]));
  const names = new Set(rows.map(memberOf));
  if (member !== undefined && !printed.every((name) => names.has(name))) return `"${member}" is put together`;
  const read = (row: RawRow): string | undefined =>
    timeColumn === undefined || grain === undefined ? "" : periodOf(row[timeColumn], grain);
  if (timeColumn !== undefined && !rows.some((row) => read(row) !== undefined)) return `"${timeColumn}" is no day`;
  return { rows, valueOf, memberOf, periodOf: read };
}

/** By what a printed value is smaller than the table's. */
function scaleOf({ tables, raw }: Told, column: string): number {
  const unit = String(tables.get("measure")?.[0]?.["unit"] ?? "");
  const words: readonly (readonly [RegExp, number])[] = [
    [/^million/, 1e6],
    [/^billion/, 1e9],
    [/^trillion/, 1e12],
  ];
  const largest = Math.max(0, ...raw.rows.map((row) => Math.abs(numberIn(row[column]) ?? 0)));
  const found = words.find(([word]) => word.test(unit));
  // A table may count in millions itself.
  if (found !== undefined) return largest >= found[1] / 20 ? found[1] : 1;
  return unit === "%" && largest <= 1 ? 0.01 : 1;
}

/** Computes all data of a report's figures again from the rows. */
export function recompute(told: Told): Verdict {
  const notes = new Notes();
  const reading = readTold(told);
  if (typeof reading === "string") notes.unread.push(reading);
  else if (told.story === "cross") checkCross(told, reading, notes);
  else if (told.story === "groups") checkGroups(told, reading, notes);
  else if (told.timeColumn !== undefined) checkTime(told, reading, notes);
  return notes;
}

const valuesOf = (rows: readonly RawRow[], { valueOf }: Reading): number[] =>
  rows.map(valueOf).filter((value) => value !== undefined);

/** One value from several: their sum, or their mean. */
function together(values: readonly number[], adds: boolean): number | undefined {
  return values.length === 0 ? undefined : adds ? sumOf(values) : meanOf(values);
}

const rowsOf = ({ tables }: Told, query: string): readonly Readonly<Record<string, unknown>>[] =>
  tables.get(query) ?? [];

const firstOf = (told: Told, query: string): Readonly<Record<string, unknown>> => rowsOf(told, query)[0] ?? {};

/** Compares the members and values of a query with those of the rows: none may be left out, and none be too many. */
function checkRanking(told: Told, own: ReadonlyMap<string, number>, notes: Notes): void {
  const { adds } = told;
  const ranking = rowsOf(told, "ranking");
  const total = sumOf([...own.values()]);
  const isShared = adds && Math.min(...own.values()) >= 0 && total > 0;
  notes.same("members ranked", ranking.length, own.size);
  for (const { member, value, share } of ranking) {
    const name = nameIn(member) ?? "";
    notes.same(`value of ${name}`, value, own.get(name));
    if (share !== undefined)
      notes.same(`share of ${name}`, share, isShared ? (100 * own.get(name)!) / total : undefined);
  }
}

function checkCross(told: Told, reading: Reading, notes: Notes): void {
  const groups = groupedBy(reading.rows, reading.memberOf);
  const own = new Map<string, number>();
  for (const [name, rows] of groups) {
    const value = together(valuesOf(rows, reading), told.adds);
    if (value !== undefined) own.set(name, value);
  }
  checkRanking(told, own, notes);
  const standing = firstOf(told, "standing");
  const values = [...own.values()];
  notes.same("total", standing["total"], sumOf(values));
  notes.same("median", standing["middle"], quantileOf(values, 0.5));
  notes.same("lower quartile", standing["low"], quantileOf(values, 0.25));
  notes.same("upper quartile", standing["high"], quantileOf(values, 0.75));
  notes.same("members without a value", standing["missing"], groups.size - own.size);
  notes.same("highest", standing["first_value"], Math.max(...values));
  notes.same("lowest", standing["last_value"], Math.min(...values));
  checkUnnamed(told, reading, notes);
  checkDivided(told, reading, reading.rows, notes);
}

function checkUnnamed(told: Told, { rows, memberOf, valueOf }: Reading, notes: Notes): void {
  const { unnamed } = firstOf(told, "standing");
  if (unnamed === undefined || told.by === undefined) return;
  const own = rows.filter((row) => memberOf(row) === undefined && valueOf(row) !== undefined);
  notes.same("rows that name none", unnamed, own.length);
}

function checkGroups(told: Told, reading: Reading, notes: Notes): void {
  const { by } = told;
  const rows = reading.rows.filter((row) => by === undefined || reading.memberOf(row) !== undefined);
  const values = valuesOf(rows, reading);
  const standing = firstOf(told, "standing");
  notes.same("records", standing["records"], values.length);
  notes.same("median", standing["middle"], quantileOf(values, 0.5));
  notes.same("lower quartile", standing["low"], quantileOf(values, 0.25));
  notes.same("upper quartile", standing["high"], quantileOf(values, 0.75));
  notes.same("least", standing["least"], Math.min(...values));
  notes.same("most", standing["most"], Math.max(...values));
  const binned = rowsOf(told, "bins");
  // Where most values are the same, the intervals are of the others.
  const usual = quantileOf(values, 0.25);
  const isUsual = usual === quantileOf(values, 0.75) && values.some((value) => value !== usual);
  const shown = isUsual ? values.filter((value) => value !== usual) : values;
  notes.same("records in intervals", sumOf(binned.map(({ records }) => Number(records))), shown.length);
  for (const { low, high, records } of binned) {
    const own = shown.filter((value) => value >= Number(low) - 1e-9 && value < Number(high) - 1e-9);
    notes.same(`records from ${String(low)}`, records, own.length);
  }
  for (const { share, value } of rowsOf(told, "marks"))
    notes.same(`${String(share)} in a hundred`, value, quantileOf(values, Number(share) / 100));
  if (by === undefined) return;
  const groups = [...groupedBy(rows, reading.memberOf)].flatMap(([name, of]) => {
    const own = valuesOf(of, reading);
    return own.length === 0 ? [] : [[name, own] as const];
  });
  notes.same("groups", standing["members"], groups.length);
  const own = new Map(groups);
  for (const { member, records, middle, low, high } of rowsOf(told, "groups")) {
    const of = own.get(nameIn(member) ?? "") ?? [Number.NaN];
    notes.same(`records of ${String(member)}`, records, of.length);
    notes.same(`median of ${String(member)}`, middle, quantileOf(of, 0.5));
    notes.same(`lower quartile of ${String(member)}`, low, quantileOf(of, 0.25));
    notes.same(`upper quartile of ${String(member)}`, high, quantileOf(of, 0.75));
  }
  checkUnnamed(told, reading, notes);
}

/** The whole by each of the other columns: every row is in a bar. */
function checkDivided(told: Told, reading: Reading, rows: readonly RawRow[], notes: Notes): void {
  const divided = rowsOf(told, "divided");
  for (const [grouping, bars] of groupedBy(divided, (row) => String(row["grouping"]))) {
    const column = columnOf({ key: grouping, label: grouping }, told.raw.columns);
    if (column === undefined) {
      notes.unread.push(`no column is "${grouping}"`);
      continue;
    }
    const own = new Map<string, number>();
    for (const [name, of] of groupedBy(rows, (row) => nameIn(row[column]) ?? "without one")) {
      const value = together(valuesOf(of, reading), told.adds);
      if (value !== undefined) own.set(name, value);
    }
    const isShared = told.adds && Math.min(...own.values()) >= 0 && sumOf([...own.values()]) > 0;
    if (!isShared) own.delete("without one");
    notes.same(`bars by ${grouping}`, bars.length, own.size);
    for (const { member, value, share } of bars) {
      notes.same(`${grouping} ${String(member)}`, value, own.get(String(member)));
      const of = isShared ? (100 * own.get(String(member))!) / sumOf([...own.values()]) : undefined;
      notes.same(`share of ${grouping} ${String(member)}`, share, of);
    }
  }
}

const dayOf = (cell: unknown): string => String(cell).slice(0, 10);

function checkTime(told: Told, reading: Reading, notes: Notes): void {
  const headline = rowsOf(told, "headline")[0];
  if (headline === undefined) return;
  const flows = rowsOf(told, "measure")[0]?.["flows"] === true;
  // What is added up over members, but not over time, is a mean of days; its rows are of no one length.
  if (told.adds && !flows) {
    notes.unread.push("a stock");
    return;
  }
  const isPanel = told.story === "panel";
  const named = reading.rows.filter((row) => !isPanel || reading.memberOf(row) !== undefined);
  const now = dayOf(headline["now"]);
  const before = headline["before"] === null ? undefined : dayOf(headline["before"]);
  const present = named.filter((row) => reading.periodOf(row) === now);
  const cells = cellsOf(told, reading, present);
  notes.same("value of the period", headline["value"], wholeOf(told, reading, present));
  if (told.by !== undefined) {
    const own = new Map([...cells].filter(([name]) => name !== ""));
    checkMembers(told, own, notes, isPanel);
    // What names none is among the bars of what is added up, so they make up the whole.
    const bars = rowsOf(told, "bars").map(({ value }) => Number(value));
    if (told.adds && bars.length > 0) notes.same("sum of the bars", sumOf(bars), wholeOf(told, reading, present));
    if (before !== undefined && rowsOf(told, "ranking").length > 0) {
      const earlier = cellsOf(
        told,
        reading,
        named.filter((row) => reading.periodOf(row) === before),
      );
      checkChanges(told, cells, earlier, notes);
    }
  }
  checkCourse(told, reading, named, notes);
  checkDivided(told, reading, present, notes);
}

/** The value of each member of some rows. */
function cellsOf({ adds }: Told, reading: Reading, rows: readonly RawRow[]): Map<string, number> {
  const cells = new Map<string, number>();
  for (const [name, of] of groupedBy(rows, reading.memberOf)) {
    const value = together(valuesOf(of, reading), adds);
    if (value !== undefined) cells.set(name, value);
  }
  return cells;
}

/** The value of all rows of a period. */
function wholeOf(told: Told, reading: Reading, rows: readonly RawRow[]): number | undefined {
  if (told.story !== "panel") return together(valuesOf(rows, reading), told.adds) ?? (told.adds ? 0 : undefined);
  const values = [...cellsOf(told, reading, rows).values()];
  if (values.length === 0) return undefined;
  return told.adds ? sumOf(values) : quantileOf(values, 0.5);
}

/** Members of the period; in sums of dated records, those that have none in it have 0. */
function checkMembers(told: Told, own: ReadonlyMap<string, number>, notes: Notes, isPanel: boolean): void {
  const ranking = rowsOf(told, "ranking");
  for (const { member, value } of ranking) {
    const name = nameIn(member) ?? "";
    notes.same(`value of ${name}`, value, own.get(name) ?? (told.adds && !isPanel ? 0 : undefined));
  }
  for (const name of own.keys())
    if (!ranking.some(({ member }) => nameIn(member) === name)) notes.faults.push(`${name} is left out`);
  if (!isPanel) return;
  const total = sumOf([...own.values()]);
  for (const { member, share } of ranking)
    if (share !== null) notes.same(`share of ${String(member)}`, share, (100 * own.get(String(member))!) / total);
}

function checkChanges(
  told: Told,
  now: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
  notes: Notes,
): void {
  const { kind, places } = firstOf(told, "measure");
  const standing = firstOf(told, "standing");
  for (const { member, change } of rowsOf(told, "ranking")) {
    if (change === null) continue;
    const [a, b] = [now.get(String(member)) ?? 0, before.get(String(member)) ?? 0];
    const own = kind === "percent" ? (100 * (a - b)) / b : a - b;
    notes.checked += 1;
    if (Math.abs(Number(change) - own) > 0.51 * 10 ** -Number(places))
      notes.faults.push(`change of ${String(member)}: told ${String(change)}, the rows say ${own}`);
  }
  if (told.story !== "panel") return;
  const both = [...now].filter(([name]) => before.has(name)).map(([name, value]) => value - before.get(name)!);
  if (kind === "percent" && [...before.values()].some((value) => value <= 0)) return;
  notes.same("compared", standing["compared"], both.length);
  const isFine = both.every((moved) => moved === 0 || Math.abs(moved) > 10 ** -Number(places));
  if (isFine && kind !== "percent") notes.same("rose", standing["rose"], both.filter((moved) => moved > 0).length);
}

/** Each point of the course; where members change, of those that it says. */
function checkCourse(told: Told, reading: Reading, rows: readonly RawRow[], notes: Notes): void {
  const steady = told.tables.has("steady")
    ? new Set(rowsOf(told, "steady").map(({ member }) => nameIn(member)))
    : undefined;
  const byPeriod = groupedBy(rows, reading.periodOf);
  const course = rowsOf(told, "course");
  for (const { period, value } of course) {
    const of = (byPeriod.get(dayOf(period)) ?? []).filter(
      (row) => steady === undefined || steady.has(reading.memberOf(row)),
    );
    notes.same(`course on ${dayOf(period)}`, value, wholeOf(told, reading, of));
  }
  // Nothing between its ends is left out.
  const ends = [dayOf(course[0]?.["period"]), dayOf(course.at(-1)?.["period"])] as const;
  const between = [...byPeriod].filter(
    ([period, of]) => period >= ends[0] && period <= ends[1] && valuesOf(of, reading).length > 0,
  );
  const shown = new Set(course.map(({ period }) => dayOf(period)));
  for (const [period] of between) if (!shown.has(period)) notes.faults.push(`${period} is not in the course`);
}
