import type { KeyFigures } from "../../document/document.ts";
import { element, type Markup, nothing } from "../markup.ts";
import type { HtmlContext } from "./html-context.ts";
import { line } from "./write-caption.ts";
import { writeArrow, writeCircle, writeGraphic } from "./write-graphic.ts";
import { writeInlines } from "./write-inlines.ts";

/** Large values with their labels, side by side as there is room, in the order in which the PDF reads them. */
export function writeKeyFigures(context: HtmlContext, { items }: KeyFigures): Markup {
  return element(
    "ul",
    { class: "key-figures", role: "list" },
    ...items.map(({ value, label, trend, status, change, target, note }) =>
      element(
        "li",
        {},
        line(context, "value", value),
        line(context, "key-label", label),
        trend === undefined ? nothing : writeGraphic(trend),
        status === undefined
          ? nothing
          : element("p", { class: `change tone-${status.tone}` }, writeInlines(context, status.children)),
        change === undefined
          ? nothing
          : element(
              "p",
              { class: `change tone-${change.change?.tone ?? "plain"}` },
              change.change === undefined ? nothing : writeArrow(change.change),
              writeInlines(context, change.children),
            ),
        target === undefined
          ? nothing
          : element(
              "p",
              { class: `change tone-${target.met === undefined ? "plain" : target.met ? "good" : "bad"}` },
              target.met === undefined ? nothing : writeCircle(target.met),
              writeInlines(context, target.children),
            ),
        line(context, "key-note", note),
      ),
    ),
  );
}
