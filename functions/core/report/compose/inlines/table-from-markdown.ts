import type { Table, TableCell } from "mdast";
import type { Composition } from "../composition.ts";
import { composeInlines } from "./compose-inlines.ts";
import type { DataTable, Inline, TableColumn, TableRow } from "../../document/document.ts";
import { inlineText } from "../inline-text.ts";
import { mergeCells, type Joining } from "../table/merge-cells.ts";

/**
 * A table written in Markdown. Columns without an alignment align numbers on the decimal mark. A cell that holds only
 * `<` is joined to the one on its left, one that holds only `^` to the one above; after a backslash the character is
 * printed. In the head, neither may be alone in a cell.
 */
export function tableFromMarkdown(composition: Composition, node: Table): Pick<DataTable, "columns" | "rows"> {
  const [head, ...body] = node.children;
  // The head first: footnotes are numbered as they are read.
  const labels = (head?.children ?? []).map((cell) => composeInlines(composition, cell.children));
  const rows = body.map((row) => row.children.map((cell) => composeInlines(composition, cell.children)));
  for (const cell of head?.children ?? [])
    if (joiningOf(composition, cell) !== "own") refuseJoinedHeading(composition, cell);
  const joinings = body.map((row) => labels.map((_, index) => joiningOf(composition, row.children[index])));
  const columns = labels.map((label, index): TableColumn => {
    const align = node.align?.[index];
    if (align === "left" || align === "center") return { label, align };
    const numeric =
      rows.length > 0 && rows.every((row, at) => joinings[at]![index] !== "own" || isNumeric(row[index] ?? []));
    if (align === "right") return { label, align: numeric ? "decimal" : "right" };
    return { label, align: numeric ? "decimal" : "left" };
  });
  const labelled =
    columns.length > 1 &&
    columns[0]?.align !== "decimal" &&
    rows.every(([first], row) => (first ?? []).length > 0 || joinings[row]![0] !== "own");
  const plain = rows.map((cells): TableRow => ({
    kind: "body",
    cells: columns.map(({ align }, index) => ({
      children: cells[index] ?? [],
      ...(index === 0 && labelled ? { header: true } : {}),
      ...(align === "decimal" && /^[–—-]$/.test(inlineText(cells[index] ?? []).trim())
        ? { spoken: composition.locale.words.noValue }
        : {}),
    })),
  }));
  const merged = mergeCells(plain, joinings);
  if (!("column" in merged)) return { columns, rows: keyRows(merged, plain, joinings) };
  const where = composition.where(body[merged.row]?.children[merged.column] ?? node);
  composition.problems.push({
    code: "invalid-span",
    message: `${where.file}:${where.line}: cells joined by < and ^ must make a rectangle`,
    where,
    hint: "join a cell to the one on its left or above; write \\< or \\^ to print the character",
  });
  return { columns, rows: plain };
}

/**
 * Gives each row its key: the text of its first cell and, where that is joined to the one above, the next cells up to
 * one that never is.
 */
function keyRows(
  rows: readonly TableRow[],
  plain: readonly TableRow[],
  joinings: readonly (readonly Joining[])[],
): TableRow[] {
  const width = joinings[0]?.length ?? 0;
  const apart = Array.from({ length: width }, (_, column) => joinings.every((row) => row[column] !== "above")).indexOf(
    true,
  );
  /** The cells of the row before, with those that joined cells belong to. */
  let above: readonly TableRow["cells"][number][] = [];
  return rows.map((row, at) => {
    const whole = plain[at]!.cells.reduce<TableRow["cells"][number][]>((cells, cell, column) => {
      const joining = joinings[at]![column];
      return [
        ...cells,
        (joining === "above" ? above[column] : joining === "left" ? cells[column - 1] : undefined) ?? cell,
      ];
    }, []);
    above = whole;
    const texts = whole.slice(0, Math.max(0, apart) + 1).map(({ children }) => inlineText(children).trim());
    return { ...row, key: { values: texts, texts }, ...(row.cells.length < width && { whole }) };
  });
}

/** Refuses joined cells in the head, one row that names each column. */
function refuseJoinedHeading(composition: Composition, cell: TableCell): void {
  const where = composition.where(cell);
  const left = joiningOf(composition, cell) === "left";
  composition.problems.push({
    code: "invalid-span",
    message: `${where.file}:${where.line}: a column's heading cannot be joined to ${left ? "the one on its left" : "a row above"}`,
    where,
    seen: left ? "<" : "^",
    hint: `give each column a heading; write \\${left ? "<" : "^"} to print the character`,
  });
}

function joiningOf(composition: Composition, cell: TableCell | undefined): Joining {
  const source =
    cell === undefined
      ? ""
      : composition
          .sourceOf(cell)
          .replace(/^\s*\|/, "")
          .replace(/\|\s*$/, "")
          .trim();
  return source === "<" ? "left" : source === "^" ? "above" : "own";
}

function isNumeric(inlines: readonly Inline[]): boolean {
  return /^[−+-]?[\d.,\u202f\u00a0\s]*\d\s?%?$|^[–—-]?$/.test(inlineText(inlines).trim());
}
