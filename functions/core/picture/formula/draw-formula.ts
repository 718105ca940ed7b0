import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { STATE } from "@mathjax/src/js/core/MathItem.js";
import type { MmlNode } from "@mathjax/src/js/core/MmlTree/MmlNode.js";
import { SerializedMmlVisitor } from "@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import "@mathjax/src/js/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/js/input/tex/base/BaseConfiguration.js";
import TexError from "@mathjax/src/js/input/tex/TexError.js";
import { TeX } from "@mathjax/src/js/input/tex.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import { MathJaxTexFont } from "@mathjax/mathjax-tex-font/js/svg.js";
import type { Drawing } from "../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import { readSvg } from "../svg/read-svg.ts";

/** A formula as a drawing, at a type size of `formulaSize` points. */
export interface DrawnFormula extends Drawing {
  /** How far it reaches below the baseline, points. */
  readonly depth: number;
  /** The same as MathML, for readers that speak it. */
  readonly mathml: string;
}

/** Points. */
export const formulaSize = 10;
/** Most characters. */
const longest = 5000;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
/** No package that defines commands, loads or links: base and AMS only. */
const tex = new TeX({
  packages: ["base", "ams"],
  maxMacros: 1000,
  formatError: (_jax: unknown, error: Error) => {
    throw error;
  },
});
const setter = mathjax.document("", { InputJax: tex, OutputJax: new SVG({ fontCache: "none", fontData: MathJaxTexFont, linebreaks: { inline: false } }) });
const visitor = new SerializedMmlVisitor();

/**
 * Sets a formula in TeX (MathJax: base and AMS) as vectors.
 *
 * @param display whether it stands between the paragraphs
 * @param ink `#rrggbb`
 * @throws PictureFault for TeX that is wrong
 */
export function drawFormula(formula: string, display: boolean, ink: string): DrawnFormula {
  if (formula.length > longest) throw new PictureFault("is too long a formula", { seen: `${formula.length} characters`, allowed: `at most ${longest}` });
  const options = { display, em: 16, ex: 8, containerWidth: 1280 };
  try {
    const mathml = visitor.visitTree(setter.convert(formula, { ...options, end: STATE.CONVERT }) as MmlNode);
    const svg = adaptor.innerHTML(setter.convert(formula, options) as Parameters<typeof adaptor.innerHTML>[0]);
    // From the top, and how much of it lies above the baseline: thousandths of the type size.
    const [, box = ""] = /viewBox="([^"]+)"/.exec(svg) ?? [];
    const [, top = 0, width = 0, height = 0] = box.split(" ").map(Number);
    const unit = formulaSize / 750;
    const sized = svg.replace(/ width="[^"]*"/, ` width="${width * unit}"`).replace(/ height="[^"]*"/, ` height="${height * unit}"`).replaceAll("currentColor", ink);
    return { ...readSvg(Buffer.from(sized)), depth: ((height + top) * formulaSize) / 1000, mathml: mathml.replace(/ data-[\w-]+="[^"]*"/g, "") };
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    throw new PictureFault(`is wrong TeX: ${error.message}`, { hint: "write a dollar that is no formula as \\$" });
  }
}
