import type { LetterContent } from "../content/letter-files.ts";
import { runView } from "./run-view.ts";

/** Draws a letter's chart as SVG, with Vega, for peers that place pictures. */
export async function letterChart(content: LetterContent): Promise<string> {
  const view = await runView(content);
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
