import { readFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import PdfKit from "pdfkit";
import * as vega from "vega";
import { compile } from "vega-lite";
import { salesSpec } from "../content/sales-template.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";

type DrawSvg = (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: object) => void;

/**
 * Draws a chart the plain way: Vega reads the rows as CSV, filters and sums them in its dataflow, and its SVG goes into
 * PDFKit.
 */
export async function open({ csv }: { readonly csv: string }): Promise<Contender> {
  const name = "svg-to-pdfkit";
  const { default: drawSvg } = (await import(name)) as { default: DrawSvg };
  return {
    async make(iteration) {
      const transform = [
        { filter: `datum.staff >= ${iteration}` },
        { timeUnit: "utcyear", field: "day", as: "year" },
        { aggregate: [{ op: "sum", field: "amount", as: "amount" }], groupby: ["region", "year"] },
      ];
      const data = {
        name: "sums",
        format: { type: "csv", parse: { day: "date", amount: "number", staff: "number" } },
        values: await readFile(csv, "utf8"),
      };
      const { spec } = compile({ ...salesSpec, data, transform, width: 440 } as never);
      const svg = await (await new vega.View(vega.parse(spec), { renderer: "none" }).runAsync()).toSVG();
      const document = new PdfKit({ size: "A4" });
      const chunks: Buffer[] = [];
      document.on("data", (chunk: Buffer) => chunks.push(chunk));
      document.registerFont("Inter", fontPath("sans-400"));
      document.font("Inter").fontSize(26).text("Sales by region");
      drawSvg(document, svg, 56, 120, {
        assumePt: true,
        fontCallback: () => "Inter",
        warningCallback: () => undefined,
      });
      document.end();
      await finished(document as unknown as NodeJS.ReadableStream);
      return { pdf: Buffer.concat(chunks) };
    },
  };
}
