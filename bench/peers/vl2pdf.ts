import { readFileSync } from "node:fs";
import { outerHeight, outerWidth, type SizedView } from "../../functions/core/report/chart/scene/fit-width.ts";
import type { PageContent } from "../content/chart-page.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";
import { runView } from "./run-view.ts";

/** The part of node-canvas that is used. */
interface CanvasModule {
  registerFont(path: string, face: { family: string; weight?: string }): void;
  createCanvas(
    width: number,
    height: number,
    type: "pdf",
  ): { getContext(kind: "2d"): object; toBuffer(type: "application/pdf"): Buffer };
}

/**
 * Draws the chart of each file in turn with node-canvas (Cairo), as vl2pdf and vg2pdf do, but all in one process;
 * untagged. Vega finds no canvas of its own and estimates the widths of texts, which costs less than measuring them.
 */
export async function open({ files }: { readonly files: readonly string[] }): Promise<Contender> {
  const name = "canvas";
  const { default: canvas } = (await import(name)) as { default: CanvasModule };
  canvas.registerFont(fontPath("sans-400"), { family: "Inter" });
  canvas.registerFont(fontPath("sans-600"), { family: "Inter", weight: "600" });
  const contents = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as PageContent);
  return {
    async make(iteration) {
      const view = await runView(contents[iteration % contents.length]!);
      const sized = view as unknown as SizedView;
      const page = canvas.createCanvas(outerWidth(sized), outerHeight(sized), "pdf");
      // Keeps text as text; otherwise Cairo writes outlines.
      const externalContext = Object.assign(page.getContext("2d"), { textDrawingMode: "glyph" });
      await view.toCanvas(1, { externalContext } as never);
      return { pdf: page.toBuffer("application/pdf") };
    },
  };
}
