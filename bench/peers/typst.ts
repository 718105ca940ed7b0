import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableCells, tableColumns } from "../content/table-rows.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";

/** The part of the compiler that is used. */
interface NodeCompiler {
  pdf(
    from: { readonly mainFileContent: string; readonly resetRead: boolean },
    options: { readonly pdfStandard: string },
  ): Buffer;
  evictCache(maxAge: number): void;
}

const faces = ["serif-400", "serif-400-italic", "serif-700", "sans-400", "sans-600"];

/**
 * Sets text and tables with Typst in this process, through its Node binding, as tagged PDF/UA-1. Its cache is emptied
 * after each report.
 */
export async function open(job: ContentJob): Promise<Contender> {
  const name = "@myriaddreamin/typst-ts-node-compiler";
  const { NodeCompiler } = (await import(name)) as { NodeCompiler: { create(options: object): NodeCompiler } };
  const compiler = NodeCompiler.create({ fontArgs: faces.map((face) => ({ fontPaths: [fontPath(face)] })) });
  return {
    async make(iteration) {
      const pdf = compiler.pdf({ mainFileContent: source(job, iteration), resetRead: true }, { pdfStandard: "ua-1" });
      compiler.evictCache(0);
      return { pdf };
    },
  };
}

function source(job: ContentJob, iteration: number): string {
  const head = `#set document(title: "Report", date: datetime(year: 2026, month: 1, day: 30))
#set page(paper: "a4", margin: (x: 54pt, y: 62pt), numbering: "1 / 1")
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
`;
  if (job.kind === "prose") {
    const sections = makeProse(job.pages, iteration).map(
      ({ title, paragraphs }) => `== ${title}\n\n${paragraphs.join("\n\n")}\n`,
    );
    return `${head}#set par(justify: true, leading: 0.55em)\n= Long text\n\n${sections.join("\n")}`;
  }
  const align = tableColumns.map(({ type }) => (type === "text" ? "left" : "right")).join(", ");
  const labels = tableColumns.map(({ name }) => `[${name}]`).join(", ");
  const rows = makeTableRows(job.rows, iteration).map((row) =>
    tableCells(row)
      .map((cell) => `[${cell}]`)
      .join(", "),
  );
  return `${head}#set text(font: "Inter", size: 8.5pt, hyphenate: false)
= Enterprises
#table(columns: 6, align: (${align}), stroke: (x: none, y: 0.5pt), inset: 3pt, table.header(${labels}),
${rows.join(",\n")})
`;
}
