import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableCells, tableColumns } from "../content/table-rows.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";

type Element = object;
type CreateElement = (type: unknown, properties: object | null, ...children: readonly unknown[]) => Element;

/** The parts of Forme that are used. */
interface Components {
  readonly Document: unknown;
  readonly Page: unknown;
  readonly Text: unknown;
  readonly H1: unknown;
  readonly H2: unknown;
  readonly Table: unknown;
  readonly Row: unknown;
  readonly Cell: unknown;
  readonly Fixed: unknown;
}

interface Engine {
  renderDocument(element: Element): Promise<Uint8Array>;
}

/**
 * Sets text and tables with Forme (Rust as WebAssembly, in this process), as tagged PDF/UA-1, justified and hyphenated,
 * in the fonts, sizes and margins of the other contenders.
 */
export async function open(job: ContentJob): Promise<Contender> {
  const [core, react, reactName] = ["@formepdf/core", "@formepdf/react", "react"];
  const { renderDocument } = (await import(core)) as Engine;
  const components = (await import(react)) as Components;
  const { createElement } = (await import(reactName)) as { createElement: CreateElement };
  return {
    make: async (iteration) => ({
      pdf: Buffer.from(await renderDocument(documentOf(components, createElement, job, iteration))),
    }),
  };
}

const fonts = (["serif", "sans"] as const).flatMap((face) =>
  [400, face === "serif" ? 700 : 600].map((fontWeight) => ({
    family: face === "serif" ? "Serif" : "Sans",
    src: fontPath(`${face}-${fontWeight}`),
    fontWeight,
  })),
);
const page = { size: "A4", margin: { top: 62, right: 54, bottom: 58, left: 54 } } as const;

function documentOf(
  { Document, Page, Text, H1, H2, Table, Row, Cell, Fixed }: Components,
  h: CreateElement,
  job: ContentJob,
  iteration: number,
): Element {
  const folio = h(
    Fixed,
    { key: "folio", position: "footer" },
    h(Text, { style: { fontSize: 8.5, textAlign: "right" } }, "{{pageNumber}} / {{totalPages}}"),
  );
  const document = (style: object, ...children: readonly Element[]): Element =>
    h(Document, { title: "Report", lang: "en-US", pdfUa: true, fonts, style }, h(Page, page, folio, ...children));
  if (job.kind === "prose") {
    const paragraph = { textAlign: "justify", hyphens: "auto", lang: "en-US", marginBottom: 6 };
    const sections = makeProse(job.pages, iteration).flatMap(({ title, paragraphs }, section) => [
      h(H2, { key: section, style: { fontSize: 14, fontWeight: 700, marginTop: 12, marginBottom: 6 } }, title),
      ...paragraphs.map((text, index) => h(Text, { key: `${section}.${index}`, style: paragraph }, text)),
    ]);
    return document(
      { fontFamily: "Serif", fontSize: 10, lineHeight: 1.4 },
      h(H1, { key: "title", style: { fontSize: 26, fontWeight: 700 } }, "Long text"),
      ...sections,
    );
  }
  const cell = (text: string, column: number): Element =>
    h(
      Cell,
      { key: column, style: { padding: 2 } },
      h(Text, { style: { textAlign: tableColumns[column]!.type === "text" ? "left" : "right" } }, text),
    );
  const row = (cells: readonly string[], key: number, header = false): Element =>
    h(Row, { key, header, style: { borderBottomWidth: 0.5, borderColor: "#d4d4d0" } }, ...cells.map(cell));
  const columns = [0.32, 0.16, 0.15, 0.11, 0.12, 0.14].map((fraction) => ({ width: { fraction } }));
  const rows = makeTableRows(job.rows, iteration).map((each, index) => row(tableCells(each), index));
  return document(
    { fontFamily: "Sans", fontSize: 8.5 },
    h(H1, { key: "title", style: { fontSize: 26, fontWeight: 600 } }, "Enterprises"),
    h(
      Table,
      { key: "table", columns },
      row(
        tableColumns.map(({ name }) => name),
        -1,
        true,
      ),
      ...rows,
    ),
  );
}
