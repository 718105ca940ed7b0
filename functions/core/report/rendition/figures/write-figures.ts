import type { TextMeasurer } from "../../../ports.ts";
import type { Chart } from "../../chart/chart.ts";
import type { ChartBox } from "../../layout/page.ts";
import type { Locale } from "../../locale/locale.ts";
import { element, text } from "../markup.ts";
import { drawSvg } from "../svg/draw-svg.ts";
import { blendModes, svgFamilies } from "../svg/svg-canvas.ts";
import { packZip } from "../../../zip/pack-zip.ts";

/** What the files of figures are made from. */
export interface FigureParts {
  readonly locale: Locale;
  readonly charts: ReadonlyMap<string, Chart>;
  readonly measurer: Pick<TextMeasurer, "measure" | "metrics">;
  /** Figures and pictures in their order, with their places on the pages, and as PNG files. */
  readonly figures: readonly { readonly id: string; readonly box: ChartBox; readonly png: Uint8Array }[];
}

/**
 * Writes the figures and pictures of a report as files, each as SVG and as PNG, in a ZIP file that begins with the
 * manifest. The same report gives the same bytes.
 *
 * @param manifest the rendition's, as text
 */
export function writeFigures(parts: FigureParts, manifest: string): Uint8Array {
  return packZip([
    ["manifest.json", Buffer.from(`${manifest}\n`)],
    ...parts.figures.flatMap(({ id, box, png }): [string, Uint8Array][] => [
      [`${fileOf(id)}.svg`, Buffer.from(writeSvg(parts, id, box))],
      [`${fileOf(id)}.png`, png],
    ]),
  ]);
}

/** The name of a figure's files: its id, whose other characters than those of names are written by their numbers. */
export function fileOf(id: string): string {
  return encodeURIComponent(id).replaceAll(".", "%2E");
}

/** A figure as a drawing that stands alone. */
function writeSvg(
  { locale, charts, measurer }: FigureParts,
  id: string,
  { width, height, scale, offset }: ChartBox,
): string {
  const chart = charts.get(id);
  if (chart === undefined) throw new TypeError(`the figure "${id}" was never drawn`);
  const view =
    offset === undefined ? undefined : { x: offset.x, y: offset.y, width: width / scale, height: height / scale };
  const { markup } = drawSvg(
    chart,
    { measurer, language: locale.tag, prefix: "f" },
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: `${round(width)}pt`,
      height: `${round(height)}pt`,
      "font-family": svgFamilies.sans,
      "xml:lang": locale.tag,
    },
    view,
  );
  const blends = [...blendModes].filter((mode) => markup.includes(`blend-${mode}`));
  const style = blends.map((mode) => `.blend-${mode}{mix-blend-mode:${mode}}`).join("");
  const styled = style === "" ? markup : markup.replace(">", `>${element("style", {}, text(style)).markup}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${styled}\n`;
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
