import { BroadsheetError } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { Notation } from "../dataset.ts";
import { columnNamed } from "./column-named.ts";
import { type Conversion, conversionTo } from "./convert-text.ts";
import { refuseValue, rowColumn } from "./misfit.ts";
import { findColumn, type PlacedStep, type StepColumn, unpivoted } from "./step-columns.ts";
import type { Unpivot } from "./recipe.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What compiling steps needs to know of the table that they begin with. */
export interface Beginning {
  /** A prefix for names of our own that no column has. */
  readonly own: string;
  /** How the columns of the file are written, if not plainly. */
  readonly notations: ReadonlyMap<string, Notation>;
  /** The columns of the file without a value. */
  readonly empty: ReadonlySet<string>;
  /**
   * Runs a SELECT of the steps so far, which a `decimal` needs to know its digits.
   *
   * @param pointer the step whose SQL is tried here first
   */
  ask(sql: string, pointer: string): Promise<Rows>;
}

/** The steps as one SELECT. */
export interface CompiledSteps {
  readonly sql: string;
  /** The SELECT up to and including each step, to find the one that fails. */
  readonly until: readonly { readonly pointer: string; readonly sql: string }[];
}

/** The table that the steps begin with, which has a column of its rows' numbers: `rowColumn`. */
export const beginningTable = (own: string): string => `${own}_table`;

/** What may change the order of rows: a window, or a subquery, which becomes a join. */
const reordering = /\b(?:over|select)\b/i;

/** Whether the order of the rows must be restored at the end: only then they are sorted, which costs memory. */
function mayReorder(steps: readonly PlacedStep[]): boolean {
  return steps.some(({ step }) =>
    Object.values("derive" in step ? step.derive : "leave-out" in step ? step["leave-out"] : {}).some((sql) =>
      reordering.test(sql),
    ),
  );
}

/**
 * The columns of our own that go through all steps: the number of the row in the file, and its place among all rows if
 * the order must be restored. They differ where columns become rows.
 */
interface OwnColumns {
  readonly row: string;
  readonly place: string | undefined;
}

function listOf({ row, place }: OwnColumns): readonly string[] {
  return place === undefined ? [row] : [row, place];
}

/**
 * Compiles the steps of a recipe to one SELECT: each step is a common table expression that reads the one before. The
 * SQL of people is in parentheses, each on lines of its own, and was judged to be one expression.
 *
 * A value that does not fit fails the SELECT with its place, see `misfitIn`.
 *
 * @throws BroadsheetError `invalid-dataset`, `too-many-digits`, for a `decimal`; what `ask` throws
 */
export async function compileSteps(steps: readonly PlacedStep[], beginning: Beginning): Promise<CompiledSteps> {
  const { own } = beginning;
  const row = quoteName(rowColumn(own));
  const numbers: OwnColumns = { row, place: mayReorder(steps) ? quoteName(`${own}_place`) : undefined };
  const placed = numbers.place === undefined ? "" : `, CAST(${row} AS HUGEINT) AS ${numbers.place}`;
  const parts = [`${own}_0 AS (SELECT *${placed} FROM ${quoteName(beginningTable(own))})`];
  const until: { pointer: string; sql: string }[] = [];
  const whole = (select: string): string => `WITH ${parts.join(",\n")}\n${select}`;
  for (const [index, current] of steps.entries()) {
    const { step, pointer } = current;
    const from = `${own}_${index}`;
    const ask = (sql: string): Promise<Rows> => beginning.ask(sql, pointer);
    const select =
      "types" in step
        ? await selectTyped(current, from, { ...beginning, numbers }, (sql) => ask(whole(sql)))
        : "unpivot" in step
          ? await selectUnpivoted(step.unpivot, current, from, { ...beginning, numbers }, () =>
              ask(`DESCRIBE ${whole(`SELECT * FROM ${from}`)}`),
            )
          : selectOf(current, from, { ...beginning, numbers });
    parts.push(`${own}_${index + 1} AS (${select})`);
    const sql = whole(`SELECT * FROM ${own}_${index + 1}`);
    until.push({ pointer, sql });
    if ("derive" in step || "leave-out" in step) await beginning.ask(`DESCRIBE ${sql}`, pointer);
  }
  const columns = (steps.at(-1)?.after ?? []).map(({ name }) => quoteName(name));
  const list = columns.length === 0 ? `* EXCLUDE (${row})` : columns.join(", ");
  const order = numbers.place === undefined ? "" : ` ORDER BY ${numbers.place}`;
  return { sql: whole(`SELECT ${list} FROM ${own}_${steps.length}${order}`), until };
}

/** White space that people do not see around a value; an empty text is no value. */
function trimmed(expression: string): string {
  const space = "[\\s\\p{Z}\\x{FEFF}]+";
  return `nullif(regexp_replace(CAST(${expression} AS VARCHAR), '^${space}|${space}$', '', 'g'), '')`;
}

interface Numbered extends Beginning {
  readonly numbers: OwnColumns;
}

function selectOf({ step, pointer, before, after }: PlacedStep, from: string, { own, numbers }: Numbered): string {
  const list = (cells: readonly string[]): string => `SELECT ${[...listOf(numbers), ...cells].join(", ")} FROM ${from}`;
  const kept = before.map(({ name }) => quoteName(name));
  if ("names" in step) return list(before.map(({ name }, index) => as(quoteName(name), after[index]!.name)));
  if ("leave-out" in step) return `${list(kept)} WHERE (\n${step["leave-out"].where}\n) IS NOT TRUE`;
  if ("trim" in step) {
    const named = new Set(step.trim.map((name) => findColumn(name, before, pointer)));
    return list(
      before.map((column) =>
        named.has(column) ? as(trimmed(quoteName(column.name)), column.name) : quoteName(column.name),
      ),
    );
  }
  if ("split" in step) {
    const { column, by, into } = step.split;
    const divided = findColumn(column, before, pointer);
    const text = `CAST(${quoteName(divided.name)} AS VARCHAR)`;
    const parts = `string_split(${text}, ${quoteText(by)})`;
    const fits = `CASE WHEN len(${parts}) <> ${into.length} THEN ${refuseValue(pointer, divided.name, text, own)} ELSE ${parts} END`;
    const cells = into.map((name, index) => as(trimmed(`(${fits})[${index + 1}]`), name));
    return list(before.flatMap((one) => (one === divided ? cells : quoteName(one.name))));
  }
  if ("derive" in step) {
    const names = before.map(({ name }) => name);
    const made = new Map(Object.entries(step.derive).map(([name, sql]) => [columnNamed(name, names) ?? name, sql]));
    return list(after.map(({ name }) => (made.has(name) ? as(`(\n${made.get(name)!}\n)`, name) : quoteName(name))));
  }
  return list(kept);
}

function as(sql: string, name: string): string {
  return `${sql} AS ${quoteName(name)}`;
}

/** Columns to rows. Values of types that do not go together are texts in one column. */
async function selectUnpivoted(
  step: Unpivot,
  { pointer, before }: PlacedStep,
  from: string,
  { empty, numbers: { row, place } }: Numbered,
  describe: () => Promise<Rows>,
): Promise<string> {
  const taken = unpivoted(step, before, pointer);
  const full = taken.filter(({ sources }) => !isEmpty(sources, empty));
  const known = new Map((await describe()).map((row) => [String(row["column_name"]), String(row["column_type"])]));
  const kinds = new Set(full.map(({ name }) => (numeric.test(known.get(name)!) ? "number" : known.get(name))));
  const cell = (name: string): string => (kinds.size > 1 ? `CAST(${quoteName(name)} AS VARCHAR)` : quoteName(name));
  const names = taken.map(({ name }) => name);
  const whole = names.every((name) => /^(?:0|[1-9][0-9]{0,14})$/.test(name));
  const keys = names.map((name) => (whole ? `${name}::BIGINT` : quoteText(name)));
  const values = taken.map((column) => (full.includes(column) ? cell(column.name) : "NULL"));
  const kept = before.filter((column) => !taken.includes(column)).map(({ name }) => quoteName(name));
  const places = names.map((_, at) => `${place} * ${names.length} + ${at}`);
  const numbered = place === undefined ? [row] : [row, unnested(places, place)];
  const made = [unnested(keys, quoteName(step.names)), unnested(values, quoteName(step.values))];
  return `SELECT ${[...numbered, ...kept, ...made].join(", ")} FROM ${from}`;
}

function unnested(cells: readonly string[], name: string): string {
  return `unnest([${cells.join(", ")}]) AS ${name}`;
}

/** Types of numbers, which go together. */
const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;

function isEmpty(sources: readonly string[], empty: ReadonlySet<string>): boolean {
  return sources.length > 0 && sources.every((source) => empty.has(source));
}

interface TypedColumn {
  readonly column: StepColumn;
  readonly conversion: Conversion | undefined;
  /** Names of the trimmed text and of what it becomes. */
  readonly text: string;
  readonly value: string;
  readonly pointer: string;
}

async function selectTyped(
  { step, pointer, before }: PlacedStep,
  from: string,
  { own, notations, numbers }: Numbered,
  ask: (sql: string) => Promise<Rows>,
): Promise<string> {
  const typed = Object.entries("types" in step ? step.types : {}).map(([name, type], index): TypedColumn => {
    const column = findColumn(name, before, pointer);
    const [source, ...others] = column.sources;
    const notation = source === undefined || others.length > 0 ? undefined : notations.get(source);
    const [text, value] = [quoteName(`${own}_text_${index}`), quoteName(`${own}_value_${index}`)];
    return { column, conversion: conversionTo(type, notation), text, value, pointer: pointerTo(pointer, name) };
  });
  const converted = typed.filter(({ conversion }) => conversion !== undefined);
  const texts = converted.map(({ column, text }) => `, ${trimmed(quoteName(column.name))} AS ${text}`).join("");
  const values = converted.map(({ conversion, text, value }) => `, ${conversion!.sql(text)} AS ${value}`).join("");
  const inner = `(SELECT *${values} FROM (SELECT *${texts} FROM ${from}))`;
  const exact = await exactTypes(
    converted.filter(({ conversion }) => conversion!.exact),
    inner,
    ask,
  );
  const cells = before.map((column) => {
    const found = typed.find((one) => one.column === column);
    const name = quoteName(column.name);
    if (found === undefined) return name;
    if (found.conversion === undefined) return `nullif(CAST(${name} AS VARCHAR), '') AS ${name}`;
    const { text, value } = found;
    const type = exact.get(found);
    const cell = type === undefined ? value : `CAST(${value} AS ${type})`;
    return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${value} IS NULL THEN ${refuseValue(found.pointer, column.name, text, own)} ELSE ${cell} END AS ${name}`;
  });
  return `SELECT ${[...listOf(numbers), ...cells].join(", ")} FROM ${inner}`;
}

/** The narrowest types that hold all digits of `decimal` columns; widths as the reader's own. */
async function exactTypes(
  columns: readonly TypedColumn[],
  from: string,
  ask: (sql: string) => Promise<Rows>,
): Promise<ReadonlyMap<TypedColumn, string>> {
  if (columns.length === 0) return new Map();
  const sizes = columns.map(
    ({ value }, index) =>
      `max(length(regexp_extract(${value}, '^[-+]?0*([0-9]*)', 1))) AS w${index}, max(length(regexp_extract(${value}, '[.]([0-9]*)$', 1))) AS s${index}`,
  );
  const [row = {}] = await ask(`SELECT ${sizes.join(", ")} FROM ${from}`);
  return new Map(
    columns.map((column, index) => {
      const [whole, scale] = [Number(row[`w${index}`] ?? 0), Number(row[`s${index}`] ?? 0)];
      const digits = whole + scale;
      if (digits > 38)
        throw new BroadsheetError("invalid-dataset", {
          code: "too-many-digits",
          message: `"${column.column.name}" has up to ${whole} digits before the point and ${scale} after it`,
          where: { pointer: column.pointer, name: column.column.name },
          seen: digits,
          allowed: "38 digits in all",
          hint: "give it the type number, which keeps 15 digits of each value",
        });
      return [column, `DECIMAL(${digits > 18 ? 38 : digits > 15 ? 18 : 15}, ${scale})`] as const;
    }),
  );
}
