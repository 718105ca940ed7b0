import type { Table as MarkdownTable } from "mdast";
import { BroadsheetError, type Problem, type Where } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import { composeCaptioned } from "./compose-captioned.ts";
import { columnGraphics } from "../table/column-graphics.ts";
import { columnFormat } from "../table/column-format.ts";
import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import { composeInlineText } from "./compose-inlines.ts";
import type { Block, DataTable, TableCell, TableColumn, TableRow } from "../../document/document.ts";
import { FormatError } from "../formats/format-error.ts";
import { noValue } from "../formats/formats.ts";
import { mergeCells, type Joining } from "../table/merge-cells.ts";
import { pickedTable } from "../picking/picked-table.ts";
import { parseColumns, type ColumnChoice } from "../table/parse-columns.ts";
import { tableFromMarkdown } from "./table-from-markdown.ts";
import { isYearColumn } from "../table/year-column.ts";

/** A table of more rows would be more than a thousand pages, and need more memory than a function has. */
const mostRows = 50_000;

/**
 * `::table{data="clusters" columns="name: Cluster, value: Value | number: 1" group="kind" total="last"}`:
 * the rows of a query. Or `:::table{title=".."}` around a table written in Markdown.
 */
export function composeTable(composition: Composition, directive: Directive): Block[] {
  const query = directive.name("data");
  if (query !== undefined) return dataTable(composition, directive, query);
  pickedTable(composition, directive);
  return captionedTable(composition, directive);
}

function captionedTable(composition: Composition, directive: Directive): Block[] {
  const { where, children } = directive;
  const [node, ...others] = children;
  if (node?.type !== "table" || others.length > 0) {
    composition.problems.push({
      code: "invalid-content",
      message: `${where.file}:${where.line}: table needs data="a query", or holds one table written in Markdown`,
      where,
    });
    return [];
  }
  return [{ type: "table", ...composeCaptioned(composition, directive, "table", "table", () => tableFromMarkdown(composition, node as MarkdownTable)) }];
}

function dataTable(composition: Composition, directive: Directive, query: string): Block[] {
  const { where } = directive;
  const add = (problem: Omit<Problem, "message" | "where"> & { message: string }): void => {
    composition.problems.push({ ...problem, message: `${where.file}:${where.line}: ${problem.message}`, where });
  };
  const table = pickedTable(composition, directive);
  if (table === undefined) return [];
  if (directive.children.length > 0) add({ code: "invalid-content", message: "a table with data holds nothing else" });
  const group = directive.name("group");
  const total = directive.name("total");
  if (total !== undefined && total !== "last" && total !== "first") {
    add({ code: "invalid-attribute", message: 'total must be "first" or "last"', seen: total, allowed: ["first", "last"] });
  }
  const choices = readChoices(directive, table, group, add);
  const names = table.columns.map(({ name }) => name);
  for (const name of [...choices.map(({ field }) => field), ...(group === undefined ? [] : [group])]) {
    if (names.includes(name)) continue;
    add({ code: "unknown-column", message: `the query "${query}" has no column "${name}"`, seen: name, allowed: names, ...hintNearMatch(name, names) });
    return [];
  }
  const columns = choices.map((choice) => ({ ...choice, ...columnFormat(composition.formats, table, choice) }));
  if (table.rows.length > mostRows) throw tooManyRows(query, table.rows.length, where);
  const content = (): Pick<DataTable, "columns" | "rows"> => ({
    columns: columns.map(
      ({ field, label, align, share }): TableColumn => ({
        label: composeInlineText(composition, label ?? field, where),
        align,
        share,
      }),
    ),
    rows: tableRows(composition, table, columns, group, total, () => warnOfReturn(composition, query, group ?? "", where)),
  });
  try {
    return [{ type: "table", ...composeCaptioned(composition, directive, "table", `table-${query}`, content) }];
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    add({ code: "invalid-format", message: error.message });
    return [];
  }
}

function tooManyRows(query: string, rows: number, where: Where): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-rows",
    message: `${where.file}:${where.line}: the table of "${query}" has ${rows} rows, more than ${mostRows}`,
    where,
    seen: rows,
    allowed: `at most ${mostRows}`,
    hint: "Print the most important rows only: aggregate them, or add ORDER BY and LIMIT.",
  });
}

function readChoices(
  directive: Directive,
  table: Table,
  group: string | undefined,
  add: (problem: { code: string; message: string; seen: string }) => void,
): readonly ColumnChoice[] {
  const all = table.columns.filter(({ name }) => name !== group).map(({ name }) => ({ field: name }));
  const text = directive.name("columns");
  if (text === undefined) return all;
  try {
    return parseColumns(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    add({ code: "invalid-attribute", message: `columns cannot be read: ${error.message}`, seen: text });
    return all;
  }
}

interface PrintedColumn {
  readonly field: string;
  readonly align: TableColumn["align"];
  readonly graphic?: "bar" | "sparkline";
  readonly merge?: boolean;
  print(value: Value): string;
}

/**
 * The column that says what a row is about: words in the first column or, behind a running number, in the second; else the first one if it does not
 * measure, such as a year that no two rows share. -1 for none.
 */
function labelColumn({ rows }: Table, columns: readonly PrintedColumn[]): number {
  const [first] = columns;
  if (first === undefined || columns.length < 2) return -1;
  const words = columns.slice(0, 2).findIndex(({ align, graphic }) => graphic === undefined && align === "left");
  if (words >= 0) return words;
  const values = rows.map((row) => row[first.field] ?? null);
  return first.align !== "decimal" || (new Set(values).size === values.length && isYearColumn(first.field, values.map(Number))) ? 0 : -1;
}

function tableRows(
  { formats, locale: { words } }: Composition,
  table: Table,
  columns: readonly PrintedColumn[],
  group: string | undefined,
  total: string | undefined,
  returned: () => void,
): TableRow[] {
  const totalIndex = total === "last" ? table.rows.length - 1 : total === "first" ? 0 : -1;
  const drawn = columns.map(({ field, graphic }) => (graphic === undefined ? undefined : columnGraphics(table, field, graphic, totalIndex)));
  const merging = columns.some(({ merge }) => merge === true);
  const label = labelColumn(table, columns);
  const joinings: Joining[][] = [];
  let heading: Value | undefined;
  const headings = new Set<Value>();
  let told = false;
  const rows = table.rows.flatMap((row, index): TableRow[] => {
    const kind = index === totalIndex ? "total" : "body";
    const cells = columns.map(({ field, graphic: kind, print }, column): TableCell => {
      const graphic = drawn[column]?.[index];
      const children = kind === "sparkline" ? [] : [{ type: "text" as const, text: print(row[field] ?? null) }];
      const missing = children[0]?.text === noValue && (row[field] ?? null) === null ? { spoken: words.noValue } : {};
      if (kind === undefined && (columns[column]?.merge === true || column === label)) return { children, header: true, ...missing };
      return graphic === undefined ? { children, ...missing } : { children, graphic, ...missing };
    });
    const printed: TableRow = { kind, cells };
    const apart = group !== undefined && kind !== "total" && !same(row, group, heading);
    if (merging) joinings.push(joinRepeated(columns, row, apart || kind === "total" || index - 1 === totalIndex ? undefined : table.rows[index - 1]));
    if (!apart) return [printed];
    if (merging) joinings.splice(-1, 0, columns.map(() => "own"));
    heading = row[group] ?? null;
    if (headings.has(heading) && !told) {
      told = true;
      returned();
    }
    headings.add(heading);
    const head = { children: [{ type: "text" as const, text: formats.plain(heading) }], colSpan: columns.length, header: true };
    return [{ kind: "group" as const, cells: [head] }, printed];
  });
  // Only cells above each other are joined, so that they always make rectangles.
  return merging ? (mergeCells(rows, joinings) as TableRow[]) : rows;
}

/** Joins a merging column's cell to the one above where both hold the same, and so do the merging columns before. */
function joinRepeated(columns: readonly PrintedColumn[], row: Row, above: Row | undefined): Joining[] {
  let whole = above !== undefined;
  return columns.map(({ field, merge }): Joining => {
    if (merge !== true) return "own";
    whole &&= (row[field] ?? null) === (above?.[field] ?? null);
    return whole ? "above" : "own";
  });
}

/** A group that begins again was meant to be one: the rows are not in its order. */
function warnOfReturn({ warn }: Composition, query: string, group: string, where: Where): void {
  warn({
    code: "scattered-group",
    message: `${where.file}:${where.line}: the rows of one "${group}" are not next to each other, so its heading is printed again`,
    where,
    hint: `sort them in queries/${query}.sql: ORDER BY ${group}, ...`,
  });
}

function same(row: Row, group: string, heading: Value | undefined): boolean {
  return heading !== undefined && (row[group] ?? null) === heading;
}
