import { readFileSync } from "node:fs";
import { outerHeight, outerWidth, type SizedView } from "../../functions/core/chart/scene/fit-width.ts";
import type { PageContent } from "../content/chart-page.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";
import { runView } from "./run-view.ts";

/** The little of node-canvas that is used. */
interface CanvasModule {
  registerFont(path: string, face: { family: string; weight?: string }): void;
  createCanvas(width: number, height: number, type: "pdf"): { getContext(kind: "2d"): object; toBuffer(type: "application/pdf"): Buffer };
}

/**
 * A chart of each file in turn by node-canvas (Cairo), as vl2pdf and vg2pdf draw it, but all in one process. Untagged. Vega finds no
 * canvas of its own and reckons the widths of texts, which costs less than to measure them.
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
      // Text as text: outlines are what Cairo makes of it otherwise.
      const externalContext = Object.assign(page.getContext("2d"), { textDrawingMode: "glyph" });
      await view.toCanvas(1, { externalContext } as never);
      return { pdf: page.toBuffer("application/pdf") };
    },
  };
}
