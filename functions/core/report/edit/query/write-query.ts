import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { ColumnType } from "../../template/template.ts";
import type { NewQuery, QueryMenus, QuerySummary, Summary, TypedColumn } from "../change.ts";
import { reservedWords } from "../reserved-words.ts";
import { writeFilter } from "./write-filter.ts";

/** A query as it is written. */
export interface WrittenQuery {
  readonly sql: string;
  /** Of its result. */
  readonly columns: readonly TypedColumn[];
  /** Columns that it reads. */
  readonly reads: readonly TypedColumn[];
}

/** A column of the result, and how it is made. */
interface ResultColumn extends TypedColumn {
  readonly sql: string;
}

const functions: Readonly<Record<Summary, string>> = {
  sum: "sum",
  count: "count",
  mean: "avg",
  min: "min",
  max: "max",
};

/** Rows that a result may be limited to. */
const mostRows = 100_000;

/**
 * Writes the SELECT that menus say. Its rows stand in the order that is asked for, then in that of the groups, so that
 * only rows without groups can tie.
 *
 * @param tables datasets and queries that it may read, with their columns
 * @throws BroadsheetError `invalid-request` with each menu that does not fit, by JSON pointer
 */
export function writeQuery(menus: QueryMenus, tables: NewQuery["tables"]): WrittenQuery {
  const source = Object.hasOwn(tables, menus.from) ? tables[menus.from] : undefined;
  if (source === undefined)
    throw unknown("table", "there is no dataset or query", "from", menus.from, Object.keys(tables));
  const read = new Map<string, TypedColumn>();
  const columnAt = (pointer: string, name: string): TypedColumn => {
    const column = source.find((each) => each.name === name);
    if (column === undefined)
      throw unknown(
        "column",
        `${menus.from} has no column`,
        pointer,
        name,
        source.map((each) => each.name),
      );
    read.set(name, column);
    return column;
  };
  const results = resultColumns(menus, source, columnAt);
  checkDistinct(results);
  const conditions = (menus.filters ?? []).map((filter, index) =>
    writeFilter(filter, columnAt(`filters/${index}/column`, filter.column), quoted, `/change/query/filters/${index}`),
  );
  const order = orderOf(menus, results);
  const { group = [], top } = menus;
  if (top !== undefined && (!Number.isInteger(top) || top < 1 || top > mostRows))
    throw invalid("the number of rows is a whole number", "top", top, `1 to ${mostRows}`);
  const lines = [
    `SELECT${listed(results.map(({ sql }) => sql))}`,
    `FROM ${quoted(menus.from)}`,
    ...conditions.map((condition, index) => `${index === 0 ? "WHERE" : "  AND"} ${condition}`),
    ...(group.length > 0 ? [`GROUP BY ${group.map(quoted).join(", ")}`] : []),
    ...(order.length > 0 ? [`ORDER BY ${order.join(", ")}`] : []),
    ...(top === undefined ? [] : [`LIMIT ${top}`]),
  ];
  return {
    sql: `${lines.join("\n")}\n`,
    columns: results.map(({ name, type }) => ({ name, type })),
    reads: [...read.values()],
  };
}

/** The columns of the result: the groups, then what is calculated; or those that are shown as they are. */
function resultColumns(
  menus: QueryMenus,
  source: readonly TypedColumn[],
  columnAt: (pointer: string, name: string) => TypedColumn,
): ResultColumn[] {
  const { columns, group = [], summaries = [] } = menus;
  if (group.length === 0 && summaries.length === 0) {
    const names = columns ?? source.map(({ name }) => name);
    if (names.length === 0) throw invalid("a query has at least one column", "columns", names);
    return names.map((name, index) => ({ ...columnAt(`columns/${index}`, name), sql: quoted(name) }));
  }
  if (columns !== undefined && columns.length > 0)
    throw invalid("a query with groups or calculations shows only these", "columns", columns);
  const grouped = group.map((name, index) => ({ ...columnAt(`group/${index}`, name), sql: quoted(name) }));
  const taken = new Set([...group, ...summaries.flatMap(({ as }) => as ?? [])].map((name) => name.toLowerCase()));
  return [
    ...grouped,
    ...summaries.map((summary, index) => {
      const column = summary.column === undefined ? undefined : columnAt(`summaries/${index}/column`, summary.column);
      const name = summary.as ?? freeName(summary, taken);
      taken.add(name.toLowerCase());
      if (name.trim() === "" || name.length > 100 || /[\n\r]/.test(name))
        throw invalid("this cannot be the name of a column", `summaries/${index}/as`, name);
      return {
        name,
        type: typeOf(summary, column, index),
        sql: `${functions[summary.do]}(${column === undefined ? "*" : quoted(column.name)}) AS ${quoted(name)}`,
      };
    }),
  ];
}

/** @throws BroadsheetError `invalid-request` for a calculation that the column's type does not allow */
function typeOf({ do: calculation }: QuerySummary, column: TypedColumn | undefined, index: number): ColumnType {
  const pointer = `summaries/${index}/column`;
  if (calculation === "count") return "integer";
  if (column === undefined) throw invalid("this calculation needs a column", pointer, null);
  if (calculation === "min" || calculation === "max") return column.type;
  if (column.type !== "integer" && column.type !== "number")
    throw invalid(
      `a ${calculation} needs a column of numbers`,
      pointer,
      column.name,
      `${column.name} is ${column.type}`,
    );
  return calculation === "mean" ? "number" : column.type;
}

function freeName({ do: calculation, column }: QuerySummary, taken: ReadonlySet<string>): string {
  const plain = column ?? "rows";
  const full = column === undefined ? "rows" : `${column}_${calculation}`;
  for (let count = 0; ; count += 1) {
    const name = count === 0 ? plain : count === 1 ? full : `${full}_${count}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** DuckDB's names differ by more than case. */
function checkDistinct(results: readonly ResultColumn[]): void {
  const seen = new Set<string>();
  for (const { name } of results) {
    if (seen.has(name.toLowerCase())) throw invalid("two columns of the result have one name", "summaries", name);
    seen.add(name.toLowerCase());
  }
}

function orderOf({ order = [], group = [] }: QueryMenus, results: readonly ResultColumn[]): string[] {
  const names = results.map(({ name }) => name);
  const asked = order.map(({ column, falling = false }, index) => {
    if (!names.includes(column))
      throw unknown("column", "the result has no column", `order/${index}/column`, column, names);
    return { column, falling };
  });
  const ties = group.filter((name) => !asked.some(({ column }) => column === name));
  return [...asked.map(({ column, falling }) => `${quoted(column)}${falling ? " DESC" : ""}`), ...ties.map(quoted)];
}

/** Short lists on one line, others with a line for each. */
function listed(columns: readonly string[]): string {
  const line = columns.join(", ");
  return line.length <= 90 ? ` ${line}` : `\n  ${columns.join(",\n  ")}`;
}

/** A name in SQL, in quotation marks if it needs some. */
function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reservedWords.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function unknown(
  what: string,
  message: string,
  pointer: string,
  seen: string,
  allowed: readonly string[],
): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: `unknown-${what}`,
    message: `${message} "${seen}"`,
    where: { pointer: `/change/query/${pointer}` },
    seen,
    allowed,
    ...hintNearMatch(seen, allowed),
  });
}

function invalid(message: string, pointer: string, seen: unknown, allowed?: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer: `/change/query/${pointer}` },
    seen,
    ...(allowed !== undefined && { allowed }),
  });
}
