import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { blocksOf } from "../document/blocks-of.ts";
import type { ChartRequest, DataTable, Document, KeyFigures } from "../document/document.ts";
import { plainText } from "../document/plain-text.ts";
import type { Layout, Page } from "../layout/page.ts";
import type { Tables } from "../query/table.ts";
import type { ContentTable, ReportContent } from "./report-content.ts";

/** Most rows recorded of one table and of all, so that a record stays below about a megabyte. */
const mostRows = 5_000;
const mostRowsInAll = 20_000;

/** Most key figures, tables and charts recorded, and the length to which a text is cut. */
const mostBlocks = 500;
const longestText = 200;

/** Records what a report shows, for comparison with another. The same report gives the same record. */
export function recordContent(
  document: Document,
  layout: Pick<Layout, "pages" | "structure">,
  tables: Tables,
): ReportContent {
  const keyFigures: KeyFigures["items"][number][] = [];
  const shown: DataTable[] = [];
  /** Figure id → its chart. */
  const charts = new Map<string, ReportContent["charts"][number]>();
  for (const block of blocksOf(document)) {
    if (block.type === "key-figures") keyFigures.push(...block.items);
    else if (block.type === "table") shown.push(block);
    else if (block.type === "figure")
      charts.set(block.id, {
        name: block.chart.name,
        title: cut(plainText(block.title)),
        data: digestOfChart(block.chart, tables),
      });
  }
  let room = mostRowsInAll;
  return {
    keyFigures: keyFigures
      .slice(0, mostBlocks)
      .map(({ label, value }) => ({ label: cut(plainText(label)), value: cut(plainText(value)) })),
    tables: shown.slice(0, mostBlocks).map((table) => {
      const recorded = recordTable(table, Math.min(mostRows, room));
      room -= recorded.rows.length;
      return recorded;
    }),
    charts: [...charts.values()].slice(0, mostBlocks),
    pages: layout.pages.map((page) => digestOfPage(page, layout.structure, charts)),
  };
}

/** Rows of groups and sums belong to the rows that they head or add up. */
function recordTable({ title, columns, rows }: DataTable, most: number): ContentTable {
  const own = rows.filter(({ kind }) => kind === "body" || kind === "muted" || kind === "highlight");
  return {
    title: cut(plainText(title)),
    columns: cut(columns.map(({ label }) => plainText(label)).join("|")),
    rows: own
      .slice(0, most)
      .map(({ cells: [first, ...others] }) => [
        cut(plainText(first?.children ?? [])),
        digest(others.map(({ children }) => plainText(children)).join("\t")),
      ]),
    ...(own.length > most && { truncated: true }),
  };
}

/** The hashes of the results that a chart draws, and which of their rows. */
function digestOfChart({ data, picked, params }: ChartRequest, tables: Tables): string {
  const results = Object.entries(data).map(([source, query]) => [source, tables.get(query)?.hash ?? ""]);
  return digest(canonicalJson({ results, picked, params }));
}

/** Headers, footers and marks across the page often hold the date, which is no change. */
function digestOfPage(
  { boxes }: Page,
  structure: Layout["structure"],
  charts: ReadonlyMap<string, ReportContent["charts"][number]>,
): string {
  const lines = boxes.flatMap((box) => {
    if (box.kind === "chart") return [`chart ${charts.get(box.figure)?.data ?? box.figure}`];
    if (box.kind !== "text" || typeof box.means === "string") return [];
    return [`${structure[box.means]?.role} ${box.actualText ?? box.runs.map(({ text }) => text).join("")}`];
  });
  return digest(lines.join("\n"));
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1).toWellFormed()}…` : text;
}

/** Sixteen hexadecimal digits: enough to tell the parts of two reports apart. */
function digest(text: string): string {
  return sha256(text).slice(0, 16);
}
