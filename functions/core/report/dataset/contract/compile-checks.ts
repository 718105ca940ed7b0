import { pointerTo } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { ColumnType } from "../../template/template.ts";
import type { CheckRange, DatasetCheck } from "../../template/dataset-checks.ts";
import type { DatasetColumn, DatasetProfile } from "../dataset.ts";
import { columnNamed } from "../recipe/column-named.ts";
import type { Broken, CheckResult } from "./check-result.ts";
import { type Beyond, beyond, outside } from "./typed-limits.ts";

/** A check of a table, ready to be counted. */
export interface CompiledCheck extends Omit<CheckResult, "broken"> {
  readonly test:
    /** What the profile tells already. */
    | { readonly known: Broken | undefined }
    /** What is true of the rows that break it, given SQL of the one column. */
    | { readonly breaks: Beyond; readonly tell: Told }
    /** No two rows have the same values in its columns. */
    | { readonly unique: true };
}

/** What is said of one row, and of several. */
interface Told {
  readonly one: string;
  readonly many: string;
}

type Profile = Pick<DatasetProfile, "columns" | "rows">;
type Base = Omit<CheckResult, "broken" | "columns" | "allowed">;

/** What a check compares, which types it is for. */
const comparable: readonly ColumnType[] = ["integer", "number", "date", "timestamp"];

/**
 * Divides the checks of a contract into those of one column, of columns together and of the table. Column names are
 * found in any case, as in a recipe. A column without values holds every check but `required`. A check that the table
 * cannot be judged by, such as a range of texts, is broken.
 *
 * @param at pointer to the list of checks
 */
export function compileChecks(checks: readonly DatasetCheck[], profile: Profile, at: string): readonly CompiledCheck[] {
  return checks.flatMap((check, index) => compileCheck(check, profile, pointerTo(at, index)));
}

function compileCheck(check: DatasetCheck, profile: Profile, at: string): readonly CompiledCheck[] {
  const severity = check.severity ?? "error";
  const base = (kind: Base["check"], ...steps: string[]): Base => ({
    pointer: steps.reduce<string>(pointerTo, pointerTo(at, kind)),
    check: kind,
    severity,
  });
  if ("rows" in check) return [checkRows(check.rows, base("rows"), profile)];
  if ("unique" in check) return [checkUnique(check.unique, base("unique"), profile)];
  if ("required" in check)
    return check.required.map((name, index) =>
      withColumn(name, base("required", String(index)), profile, "a value in each row", () => ({
        breaks: (column) => `${column} IS NULL`,
        tell: { one: "has no value", many: "have no value" },
      })),
    );
  if ("types" in check)
    return Object.entries(check.types).map(([name, type]) =>
      withColumn(name, base("types", name), profile, type, (column) => ({ known: otherType(column, type, profile) })),
    );
  if ("range" in check)
    return Object.entries(check.range).map(([name, range]) =>
      withColumn(name, base("range", name), profile, spoken(range), (column) =>
        column.nulls === profile.rows ? { known: undefined } : testRange(range, column),
      ),
    );
  return Object.entries(check.values).map(([name, values]) =>
    withColumn(name, base("values", name), profile, values, (column) =>
      column.nulls === profile.rows ? { known: undefined } : testValues(values, column),
    ),
  );
}

function withColumn(
  asked: string,
  base: Base,
  { columns }: Profile,
  allowed: unknown,
  test: (column: DatasetColumn) => CompiledCheck["test"],
): CompiledCheck {
  const column = find(asked, columns);
  return column === undefined
    ? { ...base, columns: [asked], allowed, test: { known: noColumn(asked, columns) } }
    : { ...base, columns: [column.name], allowed, test: test(column) };
}

function find(asked: string, columns: readonly DatasetColumn[]): DatasetColumn | undefined {
  const name = columnNamed(
    asked,
    columns.map((column) => column.name),
  );
  return columns.find((column) => column.name === name);
}

function noColumn(asked: string, columns: readonly DatasetColumn[]): Broken {
  const { hint } = hintNearMatch(
    asked,
    columns.map(({ name }) => name),
  );
  return unfit(`there is no column "${asked}"${hint === undefined ? "" : `; ${hint}`}`);
}

function unfit(message: string): Broken {
  return { message, first: [] };
}

function checkRows(
  { from, to }: Extract<DatasetCheck, { readonly rows: unknown }>["rows"],
  base: Base,
  { rows }: Profile,
): CompiledCheck {
  const allowed = spoken({ ...(from !== undefined && { from: `${from}` }), ...(to !== undefined && { to: `${to}` }) });
  const holds = (from === undefined || rows >= from) && (to === undefined || rows <= to);
  return {
    ...base,
    columns: [],
    allowed,
    test: { known: holds ? undefined : unfit(`the table has ${rows} ${rows === 1 ? "row" : "rows"}, not ${allowed}`) },
  };
}

function checkUnique(names: readonly string[], base: Base, { columns }: Profile): CompiledCheck {
  const missing = names.find((name) => find(name, columns) === undefined);
  const allowed = names.length === 1 ? "each value once" : "each combination of values once";
  if (missing !== undefined) return { ...base, columns: names, allowed, test: { known: noColumn(missing, columns) } };
  const found = new Set(names.map((name) => find(name, columns)!.name));
  return { ...base, columns: [...found], allowed, test: { unique: true } };
}

/** By the rules for the columns that a template declares: a column without values has each type. */
function otherType(column: DatasetColumn, type: ColumnType, { rows }: Profile): Broken | undefined {
  if (column.nulls === rows || fitsType(column, type)) return undefined;
  const misfit = column.misfits?.[type];
  const first = misfit === undefined ? [] : [{ row: misfit.row, value: misfit.value }];
  const where = misfit === undefined ? "" : `; the first value that does not fit is in row ${misfit.row}`;
  return { message: `"${column.name}" is of type ${column.type}, not ${type}${where}`, first };
}

/** Whether a column's values can be read as a type: whole numbers are numbers, days are moments, and all are texts. */
export function fitsType({ type, couldBe }: Pick<DatasetColumn, "type" | "couldBe">, asked: ColumnType): boolean {
  if (couldBe !== undefined && fitsType(couldBe, asked)) return true;
  return (
    type === asked ||
    asked === "text" ||
    (asked === "number" && type === "integer") ||
    (asked === "timestamp" && type === "date")
  );
}

function testRange({ from, to }: CheckRange, column: DatasetColumn): CompiledCheck["test"] {
  if (!comparable.includes(column.type))
    return { known: unfit(`"${column.name}" is of type ${column.type}; a range needs numbers, dates or timestamps`) };
  const sides = (["from", "to"] as const).flatMap((side) => {
    const text = side === "from" ? from : to;
    return text === undefined ? [] : [{ text, test: beyond(side, text.trim(), column) }];
  });
  const bad = sides.find(({ test }) => test === undefined);
  if (bad !== undefined) return { known: noValue(column, bad.text) };
  const said = spoken({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  return {
    breaks: (name) => sides.map(({ test }) => `(${test!(name)})`).join(" OR "),
    tell: { one: `is not ${said}`, many: `are not ${said}` },
  };
}

function testValues(values: readonly string[], column: DatasetColumn): CompiledCheck["test"] {
  const made = outside(values, column);
  if ("unfit" in made) return { known: noValue(column, made.unfit) };
  const none = `none of the ${values.length} allowed values`;
  return { breaks: made.sql, tell: { one: `has ${none}`, many: `have ${none}` } };
}

/** A limit of the contract's that the column's type does not have. */
function noValue({ name, type }: DatasetColumn, text: string): Broken {
  return unfit(`"${name}" is of type ${type}, which has no value "${text.slice(0, 80)}"`);
}

function spoken({ from, to }: CheckRange): string {
  if (from === undefined) return `at most ${to}`;
  return to === undefined ? `at least ${from}` : `from ${from} to ${to}`;
}
