import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableCells, tableColumns } from "../content/table-rows.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";

type Element = object;
type CreateElement = (type: unknown, properties: object | null, ...children: readonly unknown[]) => Element;

/** The part of react-pdf that is used. */
interface ReactPdf {
  readonly Document: unknown;
  readonly Page: unknown;
  readonly Text: unknown;
  readonly View: unknown;
  readonly Font: { register(font: object): void };
  renderToBuffer(element: Element): Promise<Buffer>;
}

/** Sets tables and text with react-pdf: rows are flexboxes, the table's header is repeated, and nothing is tagged. */
export async function open(job: ContentJob): Promise<Contender> {
  const [name, reactName] = ["@react-pdf/renderer", "react"];
  const reactPdf = (await import(name)) as ReactPdf;
  const { createElement } = (await import(reactName)) as { createElement: CreateElement };
  for (const [family, face, weights] of [
    ["Serif", "serif", [400, 700]],
    ["Sans", "sans", [400, 600]],
  ] as const) {
    reactPdf.Font.register({
      family,
      fonts: weights.map((fontWeight) => ({ src: fontPath(`${face}-${fontWeight}`), fontWeight })),
    });
  }
  return {
    make: async (iteration) => ({
      pdf: await reactPdf.renderToBuffer(documentOf(reactPdf, createElement, job, iteration)),
    }),
  };
}

const page = { size: "A4", wrap: true } as const;
const margins = { paddingTop: 62, paddingBottom: 58, paddingHorizontal: 54 } as const;

function documentOf(reactPdf: ReactPdf, h: CreateElement, job: ContentJob, iteration: number): Element {
  const { Document, Page, Text } = reactPdf;
  const folio = h(Text, {
    key: "folio",
    fixed: true,
    style: { position: "absolute", bottom: 30, right: 54 },
    render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) => `${pageNumber} / ${totalPages}`,
  });
  const isProse = job.kind === "prose";
  const title = isProse
    ? h(Text, { style: { fontSize: 26, fontWeight: 700 } }, "Long text")
    : h(Text, { style: { fontSize: 26, fontWeight: 600 } }, "Enterprises");
  const content = isProse ? proseOf(reactPdf, h, job.pages, iteration) : tableOf(reactPdf, h, job.rows, iteration);
  const style = isProse
    ? { ...margins, fontFamily: "Serif", fontSize: 10, lineHeight: 1.4 }
    : { ...margins, fontFamily: "Sans", fontSize: 8.5 };
  return h(Document, null, h(Page, { ...page, style }, title, ...content, folio));
}

function proseOf({ Text }: ReactPdf, h: CreateElement, pages: number, iteration: number): Element[] {
  return makeProse(pages, iteration).flatMap(({ title, paragraphs }, section) => [
    h(Text, { key: section, style: { fontSize: 14, fontWeight: 700, marginVertical: 8 } }, title),
    ...paragraphs.map((text, index) =>
      h(Text, { key: `${section}.${index}`, style: { textAlign: "justify", marginBottom: 6 } }, text),
    ),
  ]);
}

function tableOf({ Text, View }: ReactPdf, h: CreateElement, count: number, iteration: number): Element[] {
  const widths = ["32%", "16%", "15%", "11%", "12%", "14%"];
  const style = { flexDirection: "row", borderBottom: "0.5 solid #d4d4d0", paddingVertical: 2 };
  const row = (cells: readonly string[], key: number, more: object = {}): Element =>
    h(
      View,
      { key, wrap: false, style, ...more },
      ...cells.map((text, index) =>
        h(Text, { key: index, style: { width: widths[index], textAlign: alignOf(index) } }, text),
      ),
    );
  const names = tableColumns.map(({ name }) => name);
  const rows = makeTableRows(count, iteration).map((each, index) => row(tableCells(each), index));
  return [row(names, -1, { fixed: true }), ...rows];
}

function alignOf(column: number): string {
  return tableColumns[column]!.type === "text" ? "left" : "right";
}
