import { readFileSync } from "node:fs";
import type { PageContent } from "../content/chart-page.ts";
import type { Contender } from "../measure/contender.ts";
import { fontPath } from "./page-style.ts";
import { runView } from "./run-view.ts";

/** The little of node-canvas that is used. */
interface Canvas {
  toBuffer(type: "application/pdf"): Buffer;
}

/** A chart of each file in turn by node-canvas (Cairo), as vl2pdf and vg2pdf do, but in one process. Untagged. */
export async function open({ files }: { readonly files: readonly string[] }): Promise<Contender> {
  const name = "canvas";
  const { registerFont } = (await import(name)) as { registerFont(path: string, face: { family: string; weight?: string }): void };
  registerFont(fontPath("sans-400"), { family: "Inter" });
  registerFont(fontPath("sans-600"), { family: "Inter", weight: "600" });
  const contents = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as PageContent);
  return {
    async make(iteration) {
      const view = await runView(contents[iteration % contents.length]!);
      const canvas = (await view.toCanvas(1, { type: "pdf", context: { textDrawingMode: "glyph" } } as never)) as unknown as Canvas;
      return { pdf: canvas.toBuffer("application/pdf") };
    },
  };
}
