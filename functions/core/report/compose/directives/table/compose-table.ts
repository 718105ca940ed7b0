import type { Table as MarkdownTable } from "mdast";
import { BroadsheetError, type Where } from "../../../../errors.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import type { Table } from "../../../query/table.ts";
import { composeCaptioned } from "../compose-captioned.ts";
import { pivotContent } from "./compose-pivot.ts";
import { columnFormat } from "../../table/column-format.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import { plainText } from "../../../document/plain-text.ts";
import type { Block, DataTable, Inline, TableColumn } from "../../../document/document.ts";
import { FormatError } from "../../formats/format-error.ts";
import { originOf, pickedTable } from "../../picking/picked-table.ts";
import type { ColumnChoice } from "../../table/parse-columns.ts";
import { columnsOfRules } from "../../table/cell-rules.ts";
import { ruleLegend } from "../../table/rule-words.ts";
import { readSort, sortRows, type SortChoice } from "../../table/sort-rows.ts";
import { tableRows } from "../../table/table-rows.ts";
import { warnUnworded } from "../../table/warn-unworded.ts";
import { noted } from "../../text-origins.ts";
import {
  columnLabel,
  hasColumns,
  missingText,
  readColumns,
  readsOfLegend,
  settleColumns,
  type AddProblem,
  type TableContent,
} from "./read-columns.ts";
import { tableFromMarkdown } from "../../inlines/table-from-markdown.ts";

/** A larger table would take more than a thousand pages and more memory than a function has. */
const mostRows = 50_000;

/**
 * `::table{data="clusters" columns="name: Cluster, value: Value | number: 1" group="kind" total="last"}`: the rows of a
 * query, or with `rows="region, product"` a pivot of them. Or `:::table{title=".."}` around a table written in
 * Markdown.
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
  return [
    {
      type: "table",
      ...composeCaptioned(composition, directive, "table", "table", () =>
        tableFromMarkdown(composition, node as MarkdownTable),
      ),
      ...formOf(composition, directive),
    },
  ];
}

function dataTable(composition: Composition, directive: Directive, query: string): Block[] {
  const { where } = directive;
  const add: AddProblem = (problem) =>
    void composition.problems.push({ ...problem, message: `${where.file}:${where.line}: ${problem.message}`, where });
  const table = pickedTable(composition, directive);
  if (table === undefined) return [];
  if (directive.children.length > 0) add({ code: "invalid-content", message: "a table with data holds nothing else" });
  const content =
    directive.name("rows") === undefined
      ? queryContent(composition, directive, table, add)
      : pivotContent(composition, directive, table, add);
  if (content === undefined) return [];
  try {
    return [
      {
        type: "table",
        origin: originOf(composition, directive, table),
        ...withLegend(composition, composeCaptioned(composition, directive, "table", `table-${query}`, content)),
        ...formOf(composition, directive),
      },
    ];
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    add({ code: "invalid-format", message: error.message, ...(error.seen !== undefined && { seen: error.seen }) });
    return [];
  }
}

function sortOf(directive: Directive, table: Table): SortChoice | undefined {
  const sort = directive.name("sort");
  const names = table.columns.map(({ name }) => name);
  return sort === undefined ? undefined : readSort(sort, names);
}

/** Reports attributes that only a pivot has, and a total that is neither the first row nor the last. */
function refusePivotWords(directive: Directive, add: AddProblem): void {
  const alone = ["value", "totals", "subtotals"].find((attribute) => directive.raw(attribute) !== undefined);
  if (alone !== undefined)
    add({
      code: "invalid-attribute",
      message: `${alone} belongs to a pivot: name the columns that head its rows, rows="region, product"`,
      seen: alone,
    });
  const total = directive.name("total");
  if (total !== undefined && total !== "last" && total !== "first") {
    add({
      code: "invalid-attribute",
      message: 'total must be "first" or "last"',
      seen: total,
      allowed: ["first", "last"],
    });
  }
}

/** A table of the rows themselves. @returns undefined, with a problem, if the attributes do not fit the query */
function queryContent(
  composition: Composition,
  directive: Directive,
  table: Table,
  add: AddProblem,
): (() => TableContent) | undefined {
  const { formats, locale } = composition;
  const { where } = directive;
  const query = table.name;
  refusePivotWords(directive, add);
  const [group, style, total] = [directive.name("group"), directive.name("style"), directive.name("total")];
  const all = table.columns
    .filter(({ name }) => name !== group && name !== style)
    .map(({ name }): ColumnChoice => ({ field: name }));
  const read = readColumns(composition, directive, "columns", add);
  const listed = read?.choices ?? all;
  for (const { aggregate, field } of listed) {
    if (aggregate !== undefined)
      add({
        code: "invalid-attribute",
        message: `"${field}" has ${aggregate}, which only a pivot can do: a table with rows="..."`,
        seen: aggregate,
      });
  }
  const asked = listed.flatMap(({ field, note, rules }) => [field, note, ...columnsOfRules(rules)]);
  const sort = sortOf(directive, table);
  const allRules = listed.flatMap(({ rules = [] }) => rules);
  if (!hasColumns(table, [...asked, group, style, sort?.column], add, allRules)) return undefined;
  const choices = settleColumns(listed, table, add);
  if (choices === undefined) return undefined;
  const named = new Set(choices.map(({ field }) => field));
  warnUnworded(composition, where, allRules, named);
  const missing = missingText(directive);
  const labelOf = (choice: ColumnChoice): Inline[] =>
    columnLabel(composition, directive, { attribute: "columns", plain: read?.plain === true, query }, choice);
  const columns = choices.map((choice) => ({ ...missing, ...choice, ...columnFormat(formats, table, choice) }));
  if (table.rows.length > mostRows) throw tooManyRows(query, table.rows.length, where);
  return () => {
    // Notes are numbered in the order in which labels are composed: after the table's title.
    const labelled = columns.map((column) => ({ column, label: labelOf(column) }));
    const nameOf = columns.find(({ field, format }) => field === sort?.column && namesCodes(format))?.print;
    const rows = sort === undefined ? table.rows : sortRows(table, { ...sort, nameOf }, { group, style, total });
    const headed = labelled.map(({ column, label }) => ({ ...column, heading: plainText(label) }));
    return {
      columns: labelled.map(({ column: { align, share }, label }): TableColumn => ({ label, align, share })),
      legend: ruleLegend(formats, locale, headed),
      legendReads: readsOfLegend(composition, table, choices),
      ...tableRows(formats, locale.words.noValue, { ...table, rows }, headed, {
        group,
        style,
        total,
        returned: () => warnOfReturn(composition, query, group ?? "", where),
        originOf: composition.origins && ((row, choice) => composition.origins!.cell(table, row, choice)),
      }),
    };
  };
}

/** Whether a format prints a name in the place of a code. */
function namesCodes(format: ColumnChoice["format"]): boolean {
  return format?.name === "country" || format?.name === "language";
}

/** A table whose note ends with what its rules mean. */
function withLegend<T extends { readonly note: readonly Inline[] } & Pick<TableContent, "legend" | "legendReads">>(
  { origins }: Composition,
  { legend, legendReads = [], ...table }: T,
): Omit<T, "legend" | "legendReads"> & Pick<DataTable, "legend"> {
  if (legend.length === 0) return table;
  const said = noted(origins, legend, (each) => {
    const words = each.words();
    return { ...words, deciding: [...words.deciding, ...legendReads] };
  });
  const gap: Inline[] = table.note.length === 0 ? [] : [{ type: "text", text: " " }];
  return { ...table, note: [...table.note, ...gap, ...said], legend: said.length };
}

/** What an attribute of a table's form may say; the first is what holds without it. */
const forms = { width: ["content", "full"], density: ["usual", "dense", "airy"], size: ["usual", "small"] } as const;

/** `width="full" density="dense" size="small"`: whether the table fills its area, the space of its rows, its type. */
function formOf(composition: Composition, directive: Directive): Pick<DataTable, "full" | "density" | "size"> {
  const [width, density, size] = [
    formWord(composition, directive, "width"),
    formWord(composition, directive, "density"),
    formWord(composition, directive, "size"),
  ];
  return {
    ...(width === "full" && { full: true }),
    ...(density !== undefined && density !== "usual" && { density }),
    ...(size === "small" && { size }),
  };
}

/** @returns undefined, with a problem, if it is none that the attribute may have */
function formWord<Name extends keyof typeof forms>(
  { problems }: Composition,
  { name, where }: Directive,
  attribute: Name,
): (typeof forms)[Name][number] | undefined {
  const seen = name(attribute);
  const allowed: readonly (typeof forms)[Name][number][] = forms[attribute];
  const found = allowed.find((word) => word === seen);
  if (seen === undefined || found !== undefined) return found;
  problems.push({
    code: "invalid-attribute",
    message: `${where.file}:${where.line}: ${attribute} must be ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`,
    where,
    seen,
    allowed,
    ...hintNearMatch(seen, allowed),
  });
  return undefined;
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

/** Warns of a group that begins again: its rows are not next to each other. */
function warnOfReturn({ warn }: Composition, query: string, group: string, where: Where): void {
  warn({
    code: "scattered-group",
    message: `${where.file}:${where.line}: the rows of one "${group}" are not next to each other, so its heading is printed again`,
    where,
    hint: `sort them in queries/${query}.sql: ORDER BY ${group}, ...`,
  });
}
