import type { Table } from "mdast";
import type { Composition } from "./composition.ts";
import { composeInlines } from "./compose-inlines.ts";
import type { DataTable, Inline, TableColumn } from "./document.ts";
import { inlineText } from "./inline-text.ts";

/** A table written in Markdown. Columns without an alignment of their own align numbers on the decimal mark. */
export function tableFromMarkdown(composition: Composition, node: Table): Pick<DataTable, "columns" | "rows"> {
  const [head, ...body] = node.children;
  // The head first: footnotes are numbered as they are read.
  const labels = (head?.children ?? []).map((cell) => composeInlines(composition, cell.children));
  const rows = body.map((row) => row.children.map((cell) => composeInlines(composition, cell.children)));
  const columns = labels.map((label, index): TableColumn => {
    const align = node.align?.[index];
    if (align === "left" || align === "center") return { label, align };
    const numeric = rows.length > 0 && rows.every((row) => isNumeric(row[index] ?? []));
    if (align === "right") return { label, align: numeric ? "decimal" : "right" };
    return { label, align: numeric ? "decimal" : "left" };
  });
  return {
    columns,
    rows: rows.map((cells) => ({
      kind: "body",
      cells: columns.map((_, index) => ({ children: cells[index] ?? [] })),
    })),
  };
}

function isNumeric(inlines: readonly Inline[]): boolean {
  return /^[−+-]?[\d.,\u202f\u00a0\s]*\d\s?%?$|^[–—-]?$/.test(inlineText(inlines).trim());
}
