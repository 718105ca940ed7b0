import type { DataTable, TableRow } from "../../document/document.ts";

type Named = { readonly id: string };
type Naming = { readonly headers?: readonly string[] };

/**
 * Names the headings of a table's cells where Scope alone is not enough: with headings over several columns, or nested
 * groups (ISO 32000-1, 14.8.5.7, Headers). Rows must be requested in order, each row's heading before its cells.
 */
export interface Headings {
  /** A heading over columns: its own name, and those of the headings over it. */
  column(column: number, colSpan: number): Named & Naming;
  /** Moves to a row of the body. */
  begin(row: TableRow, index: number): void;
  /** The heading of this row. */
  row(column: number): Named & Naming;
  /** The headings of a cell: those of its columns, its groups and its row. */
  cell(column: number): Naming;
}

/**
 * @param id begins the headings' names: the table's, or that of its part
 * @returns undefined for a table whose headings' Scope is enough
 */
export function createHeadings({ columns, head, rows }: DataTable, id: string): Headings | undefined {
  if (head === undefined && !rows.some(({ level = 0 }) => level > 0)) return undefined;
  const over: string[][] = columns.map(() => []);
  /** Headings of the open groups, by level. */
  let groups: string[] = [];
  let own: string[] = [];
  let line: { kind: TableRow["kind"]; level: number; index: number } = { kind: "body", level: 0, index: 0 };
  let count = 0;
  return {
    column(column, colSpan) {
      const name = `${id}-h${(count += 1)}`;
      const headers = [...over[column]!];
      for (let at = column; at < column + colSpan; at++) over[at]!.push(name);
      return named(name, headers);
    },
    begin({ kind, level = 0 }, index) {
      line = { kind, level, index };
      groups = groups.slice(0, kind === "group" || kind === "total" ? level : kind === "subtotal" ? level + 1 : level);
      own = [];
    },
    row(column) {
      const name = `${id}-r${line.index + 1}-${column + 1}`;
      const headers = [...groups];
      own.push(name);
      if (line.kind === "group") groups[line.level] = name;
      return named(name, headers);
    },
    cell: (column) => {
      const headers = [...over[column]!, ...groups, ...own];
      return headers.length === 0 ? {} : { headers };
    },
  };
}

function named(id: string, headers: readonly string[]): Named & Naming {
  return headers.length === 0 ? { id } : { id, headers };
}
