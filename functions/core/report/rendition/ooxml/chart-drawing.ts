import { readCssColor } from "../../../css-color.ts";
import { element, type Markup, nothing, text } from "../markup.ts";

/** English Metric Units in a point. */
const emus = 12_700;

/** A fill of a colour. @param opacity beside the colour's own, from 0 to 1 */
export function fill(color: string, opacity = 1): Markup {
  const { components, alpha } = readCssColor(color) ?? { components: [0, 0, 0] as const, alpha: 1 };
  const shown = alpha * opacity;
  return element(
    "a:solidFill",
    {},
    element(
      "a:srgbClr",
      {
        val: components
          .map((part) =>
            Math.round(part * 255)
              .toString(16)
              .padStart(2, "0"),
          )
          .join("")
          .toUpperCase(),
      },
      shown >= 1 ? nothing : element("a:alpha", { val: Math.round(shown * 100_000) }),
    ),
  );
}

/** A line. @param width points; 0: there is none */
export function stroke(color: string, width: number, { opacity = 1, dashed = false } = {}): Markup {
  if (width === 0) return element("a:ln", {}, element("a:noFill", {}));
  return element(
    "a:ln",
    { w: Math.round(width * emus), cap: "rnd" },
    fill(color, opacity),
    dashed ? element("a:prstDash", { val: "sysDash" }) : nothing,
    element("a:round", {}),
  );
}

/** The looks of the texts of an element of a chart. @param size points */
export function textLook(name: "c:txPr", color: string, size: number, wrap: "square" | "none" = "square"): Markup {
  return element(
    name,
    {},
    element("a:bodyPr", { wrap }),
    element("a:lstStyle", {}),
    element(
      "a:p",
      {},
      element("a:pPr", {}, element("a:defRPr", { sz: Math.round(size * 100), b: 0 }, fill(color))),
      element("a:endParaRPr", { lang: "en-US" }),
    ),
  );
}

/** Lines of words as the text of an element of a chart. @param language BCP 47 */
export function richText(lines: readonly string[], color: string, size: number, language: string): Markup {
  return element(
    "c:rich",
    {},
    // A label is as wide as its words.
    element("a:bodyPr", { wrap: "none" }),
    element("a:lstStyle", {}),
    ...lines.map((line) =>
      element(
        "a:p",
        {},
        element("a:pPr", {}, element("a:defRPr", { sz: Math.round(size * 100), b: 0 }, fill(color))),
        element(
          "a:r",
          {},
          element("a:rPr", { lang: language, sz: Math.round(size * 100), b: 0 }, fill(color)),
          element("a:t", {}, text(line)),
        ),
      ),
    ),
  );
}
