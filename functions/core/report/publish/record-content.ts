import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { blocksOf } from "../document/blocks-of.ts";
import { conditionsInWords } from "../document/conditions-in-words.ts";
import type { ChartRequest, DataTable, Document, Figure, KeyFigures, TableRow } from "../document/document.ts";
import { pickRows } from "../document/pick-rows.ts";
import { plainText } from "../document/plain-text.ts";
import type { Layout, Page } from "../layout/page.ts";
import type { Locale } from "../locale/locale.ts";
import type { Tables } from "../query/table.ts";
import type { ContentChart, ContentFigure, ContentTable, ReportContent } from "./report-content.ts";
import { stemmer } from "./stemmer.ts";

/** Most rows recorded of one table and of all, so that a record stays below about a megabyte. */
const mostRows = 5_000;
const mostRowsInAll = 20_000;

/** Most key figures, tables and charts recorded, each, and the length to which a text is cut. */
const mostBlocks = 500;
const longestText = 200;

/** The report that is recorded, and what it was made from. */
export interface Shown {
  readonly document: Document;
  readonly layout: Pick<Layout, "pages" | "structure">;
  readonly tables: Tables;
  readonly locale: Pick<Locale, "time" | "monthsAlone">;
  /** Version of the template. */
  readonly template: string;
}

/** Records what a report shows, for comparison with another. The same report gives the same record. */
export function recordContent({ document, layout, tables, locale, template }: Shown): ReportContent {
  const stem = stemmer(locale);
  const figures: ContentFigure[] = [];
  const shown: { readonly table: DataTable; readonly section: string }[] = [];
  /** Figure id → its chart. */
  const charts = new Map<string, ContentChart>();
  /** The heading above, which names what has no name of its own. */
  let section = document.title;
  for (const block of blocksOf(document)) {
    if (block.type === "heading") section = plainText(block.children);
    else if (block.type === "key-figures")
      figures.push(...block.items.map((item) => recordFigure(item, section, stem)));
    else if (block.type === "table") shown.push({ table: block, section });
    else if (block.type === "figure") charts.set(block.id, recordChart(block, tables));
  }
  let room = mostRowsInAll;
  return {
    form: 2,
    template,
    language: document.language,
    keyFigures: figures.slice(0, mostBlocks),
    tables: shown.slice(0, mostBlocks).map(({ table, section }) => {
      const recorded = recordTable(table, section, Math.min(mostRows, room), stem);
      room -= recorded.rows.length;
      return recorded;
    }),
    charts: [...charts.values()].slice(0, mostBlocks),
    pages: layout.pages.map((page) => digestOfPage(page, layout.structure, charts)),
    ...(Math.max(figures.length, shown.length, charts.size) > mostBlocks && { truncated: true }),
  };
}

/** Figures of one query share a place, so their labels tell them apart, without what goes by with time. */
function recordFigure(
  { label, value, note, place }: KeyFigures["items"][number],
  section: string,
  stem: (text: string) => string,
): ContentFigure {
  const name = plainText(label) || plainText(note) || section;
  const at =
    place === undefined ? "" : place.query === undefined ? place.at : `${place.at}?${place.query}#${stem(name)}`;
  return { label: cut(name), value: cut(plainText(value)), place: cut(at), stem: cut(stem(name)) };
}

/** Rows of groups and sums belong to the rows that they head or add up. */
function recordTable(
  { title, origin, columns, rows }: DataTable,
  section: string,
  most: number,
  stem: (text: string) => string,
): ContentTable {
  const own = rows.filter(({ kind }) => kind === "body" || kind === "muted" || kind === "highlight");
  return {
    title: cut(plainText(title) || section || (origin?.query ?? "")),
    query: origin === undefined ? "" : cut(`${origin.query}${origin.picked === "" ? "" : `?${origin.picked}`}`),
    columns: cut(stem(columns.map(({ label }) => plainText(label)).join("|"))),
    rows: own.slice(0, most).map(recordRow),
    ...(own.length > most && { truncated: true }),
  };
}

function recordRow({ key, cells, whole = cells }: TableRow): ContentTable["rows"][number] {
  const [first] = whole;
  const name = cut(key?.texts.filter((text) => text !== "").join(" / ") ?? plainText(first?.children ?? []));
  const said = whole.map(
    ({ children, graphic }) => `${plainText(children)}${graphic?.kind === "sparkline" ? graphic.alt : ""}`,
  );
  const values = key?.values ?? [name];
  const row = [name, digest(said.join("\t"))] as const;
  const own = values.length === 1 && values[0] === name ? "" : digest(JSON.stringify(values));
  if (key?.finer !== undefined) return [...row, own, digest(JSON.stringify(key.finer))];
  return own === "" ? row : [...row, own];
}

function recordChart({ chart, title }: Figure, tables: Tables): ContentChart {
  return {
    name: chart.name,
    picked: cut(conditionsInWords(chart.picked?.conditions ?? [])),
    title: cut(plainText(title)),
    data: digestOfChart(chart, tables),
  };
}

/** The hashes of the results that a chart draws; where it draws only some rows, of those alone. */
function digestOfChart({ data, picked, params }: ChartRequest, tables: Tables): string {
  const results = Object.entries(data).map(([source, query]) => {
    const table = tables.get(query);
    if (table === undefined || picked?.source !== source) return [source, table?.hash ?? ""];
    return [source, sha256(canonicalJson(pickRows(table.rows, picked.conditions)))];
  });
  return digest(canonicalJson({ results, picked, params }));
}

/** Headers, footers and marks across the page often hold the date, which is no change. */
function digestOfPage(
  { boxes }: Page,
  structure: Layout["structure"],
  charts: ReadonlyMap<string, ContentChart>,
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
