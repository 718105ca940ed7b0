import type { Captioned, Inline } from "../../document/document.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { type HtmlContext, ownId } from "./html-context.ts";
import { writeInlines } from "./write-inlines.ts";

/** A paragraph with a class, or nothing without words. */
export function line(context: HtmlContext, kind: string, inlines: readonly Inline[], lead = ""): Markup {
  if (inlines.length === 0) return nothing;
  return element("p", { class: kind }, text(lead), writeInlines(context, inlines));
}

/** The id of a caption, by which its figure or table is named. */
export function captionId(context: HtmlContext, { id }: Captioned): string {
  return ownId(context, `caption-${id}`);
}

/** The caption above a figure or table: its number, the title that makes the claim, and the deck. */
export function writeCaption(context: HtmlContext, block: Captioned, word: string): Markup {
  const label = printedLabel(context, block, word);
  const lines = [
    label === "" ? nothing : element("p", { class: "label" }, text(label)),
    line(context, "title", block.title),
    line(context, "deck", block.deck),
  ];
  if (lines.every(({ markup }) => markup === "")) return nothing;
  return element("figcaption", { id: captionId(context, block) }, ...lines);
}

/** The lines below a figure or table: source and note. */
export function writeSource(context: HtmlContext, block: Captioned): Markup {
  const { words } = context.locale;
  return join([
    line(context, "source", block.source, `${words.source}${words.colon}`),
    line(context, "source", block.note, `${words.note}${words.colon}`),
  ]);
}
