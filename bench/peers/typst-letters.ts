import { readFile } from "node:fs/promises";
import type { LetterContent } from "../content/letter-files.ts";
import type { Contender } from "../measure/contender.ts";
import { letterChart } from "./letter-chart.ts";
import { fontPath } from "./page-style.ts";

/** The part of the compiler that is used. */
interface NodeCompiler {
  pdf(
    from: { readonly mainFileContent: string; readonly resetRead: boolean },
    options: { readonly pdfStandard: string },
  ): Buffer;
  evictCache(maxAge: number): void;
}

/** Sets letters with Typst as tagged PDF/UA-1; Vega draws the chart as SVG. */
export async function open({ files }: { readonly files: readonly string[] }): Promise<Contender> {
  const name = "@myriaddreamin/typst-ts-node-compiler";
  const { NodeCompiler } = (await import(name)) as { NodeCompiler: { create(options: object): NodeCompiler } };
  const compiler = NodeCompiler.create({
    fontArgs: ["serif-400", "serif-700", "sans-400", "sans-600"].map((face) => ({ fontPaths: [fontPath(face)] })),
  });
  return {
    async make(iteration) {
      const content = JSON.parse(await readFile(files[iteration % files.length]!, "utf8")) as LetterContent;
      const pdf = compiler.pdf({ mainFileContent: await source(content), resetRead: true }, { pdfStandard: "ua-1" });
      compiler.evictCache(10);
      return { pdf };
    },
  };
}

/** Prints a text: one in JSON is one in Typst, too. */
function say(words: string): string {
  return `#${JSON.stringify(words)}`;
}

async function source(content: LetterContent): Promise<string> {
  const { title, text, figures, chartTitle, tableTitle, columns, rows } = content.letter;
  const cells = rows.flat().map((cell) => `[${say(cell)}]`);
  return `#set document(title: ${JSON.stringify(title)}, date: datetime(year: 2026, month: 1, day: 31))
#set page(paper: "a4", margin: (x: 54pt, y: 62pt), numbering: "1 / 1")
#set text(font: "Source Serif 4", size: 10pt, lang: "en")
= ${say(title)}
${say(text)}

#grid(columns: ${figures.length}, column-gutter: 12pt, ${figures.map(({ value, label }) => `[#text(size: 18pt, weight: 700)[${say(value)}] \\ #text(font: "Inter", size: 7.5pt)[${say(label)}]]`).join(", ")})

#figure(image(bytes(${JSON.stringify(await letterChart(content))}), format: "svg", width: 100%, alt: "Bars by month"), caption: [${say(chartTitle)}])

#set text(font: "Inter", size: 7.5pt)
${say(tableTitle)}
#table(columns: ${columns.length}, align: (${columns.map(({ right }) => (right ? "right" : "left")).join(", ")}), stroke: (x: none, y: 0.5pt), inset: 3pt, table.header(${columns.map(({ label }) => `[${say(label)}]`).join(", ")}), ${cells.join(", ")})
`;
}
