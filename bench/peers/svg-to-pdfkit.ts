import { readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import PdfKit from "pdfkit";
import type { PageContent } from "../content/chart-page.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";
import { runView } from "./run-view.ts";

type DrawSvg = (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: object) => void;

/** Draws the chart of each file in turn as Vega's SVG into PDFKit, as people do in Node without a browser; untagged. */
export async function open({ files }: { readonly files: readonly string[] }): Promise<Contender> {
  const name = "svg-to-pdfkit";
  const { default: drawSvg } = (await import(name)) as { default: DrawSvg };
  const contents = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as PageContent);
  const [regular, bold] = [readFileSync(fontPath("sans-400")), readFileSync(fontPath("sans-600"))];
  return {
    async make(iteration) {
      const svg = await (await runView(contents[iteration % contents.length]!)).toSVG();
      const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
      if (width === undefined || height === undefined) throw new Error("the SVG has no size");
      const document = new PdfKit({ size: [Number(width), Number(height)], margin: 0 });
      const chunks: Buffer[] = [];
      document.on("data", (chunk: Buffer) => chunks.push(chunk));
      document.registerFont("Inter", regular);
      document.registerFont("Inter-Bold", bold);
      drawSvg(document, svg, 0, 0, {
        assumePt: true,
        fontCallback: (_family: string, isBold: boolean) => (isBold ? "Inter-Bold" : "Inter"),
        warningCallback: () => undefined,
      });
      document.end();
      await finished(document as unknown as NodeJS.ReadableStream);
      return { pdf: Buffer.concat(chunks) };
    },
  };
}
