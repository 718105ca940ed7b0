import { readFile } from "node:fs/promises";
import type { LetterContent } from "../content/letter-files.ts";
import type { Contender } from "../measure/contender.ts";
import { letterChart } from "./letter-chart.ts";
import { fontPath } from "./page-style.ts";

type Component = (properties: object) => unknown;
type Make = (component: Component, properties: object, ...children: readonly unknown[]) => unknown;

/** Sets letters with Forme (Rust in WebAssembly) as tagged PDF/UA; Vega draws the chart as SVG. */
export async function open({ files }: { readonly files: readonly string[] }): Promise<Contender> {
  const [react, forme, core] = ["react", "@formepdf/react", "@formepdf/core"];
  const { createElement: make } = (await import(react!)) as { createElement: Make };
  const parts = (await import(forme!)) as Readonly<
    Record<"Document" | "Page" | "H1" | "Text" | "View" | "Svg" | "Table" | "Row" | "Cell", Component>
  >;
  const { renderDocument } = (await import(core!)) as { renderDocument(document: unknown): Promise<Uint8Array> };
  const faces = [
    ["Serif", "serif-400", 400],
    ["Serif", "serif-700", 700],
    ["Sans", "sans-400", 400],
    ["Sans", "sans-600", 600],
  ] as const;
  const fonts = await Promise.all(
    faces.map(async ([family, face, fontWeight]) => ({
      family,
      fontWeight,
      src: new Uint8Array(await readFile(fontPath(face))),
    })),
  );
  return {
    async make(iteration) {
      const content = JSON.parse(await readFile(files[iteration % files.length]!, "utf8")) as LetterContent;
      return { pdf: await renderDocument(await letter(content, { make, parts, fonts })) };
    },
  };
}

/** What a letter is made with. */
interface Tools {
  readonly make: Make;
  readonly parts: Readonly<
    Record<"Document" | "Page" | "H1" | "Text" | "View" | "Svg" | "Table" | "Row" | "Cell", Component>
  >;
  readonly fonts: readonly object[];
}

const sans = { fontFamily: "Sans", fontSize: 7.5 };

async function letter(content: LetterContent, tools: Tools): Promise<unknown> {
  const { make, parts, fonts } = tools;
  const { Document, Page, H1, Text } = parts;
  const { title, text, chartTitle, tableTitle } = content.letter;
  return make(
    Document,
    { title, lang: "en", pdfUa: true, tagged: true, fonts },
    make(
      Page,
      { size: "A4", margin: 54 },
      make(H1, { style: { fontFamily: "Serif", fontSize: 22, fontWeight: 700 } }, title),
      make(Text, { style: { fontFamily: "Serif", fontSize: 10 } }, text),
      figures(content, tools),
      make(Text, { style: { ...sans, fontWeight: 600 } }, chartTitle),
      await chart(content, tools),
      make(Text, { style: { ...sans, fontWeight: 600 } }, tableTitle),
      table(content, tools),
    ),
  );
}

function figures(content: LetterContent, { make, parts: { View, Text } }: Tools): unknown {
  return make(
    View,
    { style: { flexDirection: "row", gap: 12 } },
    ...content.letter.figures.map(({ value, label }) =>
      make(
        View,
        { style: { flexGrow: 1 } },
        make(Text, { style: { fontFamily: "Serif", fontSize: 18, fontWeight: 700 } }, value),
        make(Text, { style: sans }, label),
      ),
    ),
  );
}

async function chart(content: LetterContent, { make, parts: { Svg } }: Tools): Promise<unknown> {
  const svg = await letterChart(content);
  const [, width = "487", height = "140"] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return make(Svg, {
    width: Number(width),
    height: Number(height),
    alt: "Bars by month",
    content: svg.replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, ""),
  });
}

function table(content: LetterContent, { make, parts: { Table, Row, Cell, Text } }: Tools): unknown {
  const { columns, rows } = content.letter;
  const style = (index: number, header: boolean): object => ({
    ...sans,
    fontWeight: header ? 600 : 400,
    textAlign: columns[index]!.right ? "right" : "left",
  });
  const row = (cells: readonly string[], header: boolean): unknown =>
    make(
      Row,
      { header },
      ...cells.map((cell, index) =>
        make(Cell, { style: { padding: 2 } }, make(Text, { style: style(index, header) }, cell)),
      ),
    );
  const labels = columns.map(({ label }) => label);
  return make(
    Table,
    { columns: columns.map(() => ({ width: { fraction: 1 / columns.length } })) },
    row(labels, true),
    ...rows.map((cells) => row(cells, false)),
  );
}
