import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { STATE } from "@mathjax/src/js/core/MathItem.js";
import type { MmlNode } from "@mathjax/src/js/core/MmlTree/MmlNode.js";
import { SerializedMmlVisitor } from "@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import "@mathjax/src/js/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/js/input/tex/base/BaseConfiguration.js";
import { TeX } from "@mathjax/src/js/input/tex.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import { MathJaxTexFont } from "@mathjax/mathjax-tex-font/js/svg.js";
import type { Drawing } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import { readSvg } from "../svg/read-svg.ts";

/** A formula as a drawing, at a type size of `formulaSize` points. */
export interface DrawnFormula extends Drawing {
  /** How far it extends below the baseline, points. */
  readonly depth: number;
  /** The formula as MathML, for screen readers. */
  readonly mathml: string;
}

/** Points. */
export const formulaSize = 10;
/** Most characters. */
const longest = 5000;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
/** Only base and AMS: no package that defines commands, loads files or creates links. */
const tex = new TeX({
  packages: ["base", "ams"],
  maxMacros: 1000,
  formatError: (_jax: unknown, { message }: { readonly message: string }) => {
    throw new PictureFault(`is not valid TeX: ${message}`, { hint: "write a dollar sign outside a formula as \\$" });
  },
});
const setter = mathjax.document("", {
  InputJax: tex,
  OutputJax: new SVG({ fontCache: "none", fontData: MathJaxTexFont, linebreaks: { inline: false } }),
});
const visitor = new SerializedMmlVisitor();

/**
 * Sets a formula in TeX (MathJax: base and AMS) as vectors.
 *
 * @param display whether it is set between paragraphs
 * @param ink `#rrggbb`
 * @throws PictureFault if the TeX is wrong
 */
export function drawFormula(formula: string, display: boolean, ink: string): DrawnFormula {
  if (formula.length > longest)
    throw new PictureFault("is too long", { seen: `${formula.length} characters`, allowed: `at most ${longest}` });
  const options = { display, em: 16, ex: 8, containerWidth: 1280 };
  const mathml = visitor.visitTree(setter.convert(formula, { ...options, end: STATE.CONVERT }) as MmlNode);
  const svg = adaptor.innerHTML(setter.convert(formula, options) as Parameters<typeof adaptor.innerHTML>[0]);
  // The top, and the part above the baseline, in thousandths of the type size.
  const [, box = ""] = /viewBox="([^"]+)"/.exec(svg) ?? [];
  const [, top = 0, width = 0, height = 0] = box.split(" ").map(Number);
  const unit = formulaSize / 750;
  const sized = svg
    // They hold the TeX as it is, and XML has no < in an attribute.
    .replaceAll(/ data-[\w-]+="[^"]*"/g, "")
    .replace(/ width="[^"]*"/, ` width="${width * unit}"`)
    .replace(/ height="[^"]*"/, ` height="${height * unit}"`)
    .replaceAll("currentColor", ink);
  return {
    ...readSvg(Buffer.from(sized)),
    depth: ((height + top) * formulaSize) / 1000,
    // \mmlToken takes attributes, too: a page would get links, ids that it has already, and styles.
    mathml: mathml.replace(/ (?:data-[\w-]+|href|id|class|style)="[^"]*"/g, ""),
  };
}
