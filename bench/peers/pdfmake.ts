import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableCells, tableColumns } from "../content/table-rows.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";

/** The part of pdfmake that is used. */
interface Pdfmake {
  setFonts(fonts: object): void;
  setUrlAccessPolicy?(policy: () => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}

/** Sets tables and text with pdfmake, untagged. */
export async function open(job: ContentJob): Promise<Contender> {
  const name = "pdfmake";
  const { default: pdfmake } = (await import(name)) as { default: Pdfmake };
  pdfmake.setFonts({
    Serif: {
      normal: fontPath("serif-400"),
      bold: fontPath("serif-700"),
      italics: fontPath("serif-400-italic"),
      bolditalics: fontPath("serif-700-italic"),
    },
    Sans: {
      normal: fontPath("sans-400"),
      bold: fontPath("sans-600"),
      italics: fontPath("sans-400-italic"),
      bolditalics: fontPath("sans-600-italic"),
    },
  });
  pdfmake.setUrlAccessPolicy?.(() => false);
  return { make: async (iteration) => ({ pdf: await pdfmake.createPdf(definition(job, iteration)).getBuffer() }) };
}

function definition(job: ContentJob, iteration: number): object {
  const page = {
    pageSize: "A4",
    pageMargins: [54, 62, 54, 58],
    footer: (page: number, pages: number) => ({
      text: `${page} / ${pages}`,
      alignment: "right",
      margin: [0, 12, 54, 0],
    }),
  };
  if (job.kind === "prose") {
    const sections = makeProse(job.pages, iteration).flatMap(({ title, paragraphs }) => [
      { text: title, bold: true, fontSize: 14, margin: [0, 12, 0, 6] },
      ...paragraphs.map((text) => ({ text, alignment: "justify", margin: [0, 0, 0, 6] })),
    ]);
    return {
      ...page,
      defaultStyle: { font: "Serif", fontSize: 10, lineHeight: 1.1 },
      content: [{ text: "Long text", bold: true, fontSize: 26 }, ...sections],
    };
  }
  const body = [
    tableColumns.map(({ name }, index) => cell(name, index)),
    ...makeTableRows(job.rows, iteration).map((row) => tableCells(row).map(cell)),
  ];
  const table = {
    layout: "lightHorizontalLines",
    table: { headerRows: 1, widths: ["*", "auto", "auto", "auto", "auto", "auto"], body },
  };
  return {
    ...page,
    defaultStyle: { font: "Sans", fontSize: 8.5 },
    content: [{ text: "Enterprises", bold: true, fontSize: 26 }, table],
  };
}

function cell(text: string, column: number): object {
  return { text, alignment: tableColumns[column]!.type === "text" ? "left" : "right" };
}
