import { createHash } from "node:crypto";
import { coverPicture } from "../../document/cover-picture.ts";
import { blocksOf } from "../../document/blocks-of.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { drawSvg } from "../svg/draw-svg.ts";
import { fragmentOf, type HtmlContext, type HtmlParts, openContext, ownId } from "./html-context.ts";
import { logoDrawing } from "./logo-drawing.ts";
import { type EmbeddedFonts, type PageStyles, styleSheet } from "./style-sheet.ts";
import { writeBlocks } from "./write-blocks.ts";
import { writeOrigins } from "./write-origin.ts";

/** Places in running lines that only pages have. */
const onPages = /\{(?:page|pages|chapter)\}/;

/** A page without its head, and what its style sheet is made from. */
export interface WrittenPage extends Pick<HtmlContext, "document" | "locale"> {
  readonly body: Markup;
  readonly styles: Omit<PageStyles, "fonts">;
}

/** Writes all of a page that is shown. @param parts what `layOutReport` made, with the narrow charts */
export function writePage(parts: HtmlParts): WrittenPage {
  const context = openContext(parts);
  const { document, locale, theme } = context;
  const body = writeBody(context);
  const styles = {
    theme,
    locale,
    chartColors: chartColors(body.markup),
    heats: [...context.heats.keys()],
    explained: (context.origins?.size ?? 0) > 0,
  };
  return { document, locale, body, styles };
}

/**
 * A report as one file of HTML: without script, with its style sheet and charts inside, and a policy that lets nothing
 * else load. The same report gives the same bytes. It is also well-formed XML.
 *
 * @param page all that is shown
 * @param about further `meta` elements by their names: where the page comes from
 * @param fonts those that it brings along @default none: it has those of the reader
 */
export function writeHtml(
  { document, locale, body, styles }: WrittenPage,
  about: Readonly<Record<string, string>> = {},
  fonts?: EmbeddedFonts,
): string {
  const style = styleSheet({ ...styles, fonts });
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "img-src data:",
    ...(fonts === undefined ? [] : ["font-src data:"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    ...Object.entries(about).map(([name, content]) => element("meta", { name, content })),
    element("title", {}, text(document.title)),
    element("style", {}, { markup: style }),
  );
  const html = element("html", { lang: locale.tag, dir: locale.direction ?? "ltr" }, head, { markup: "\n" }, body);
  return `<!DOCTYPE html>\n${html.markup}\n`;
}

function writeBody(context: HtmlContext): Markup {
  const { document } = context;
  const titled = [...blocksOf(document)].some(({ type }) => type === "heading");
  const cover = context.charts.get(coverPicture);
  const options = { measurer: context.measurer, language: context.locale.tag, prefix: ownId(context, "cover") };
  // What is written first gets its numbers first: the blocks before the notes that they cite.
  const main = element(
    "main",
    {},
    titled ? nothing : element("h1", { class: "level-1" }, text(document.title)),
    cover === undefined ? nothing : element("div", { class: "cover" }, drawSvg({ ...cover, alt: "" }, options)),
    writeBlocks(context, document.blocks),
    writeNotes(context),
    writeOrigins(context),
  );
  return element("body", {}, writeHead(context), main, writeFoot(context));
}

function writeHead(context: HtmlContext): Markup {
  const { document, theme } = context;
  const logo = theme.logo === undefined ? nothing : writeLogo(context);
  const running = [document.header.left, document.header.right].map(runningLine);
  const mark = document.watermark;
  const watermark = mark === undefined || mark === "" ? nothing : element("p", { class: "watermark" }, text(mark));
  const content = [logo, ...running, watermark].filter(({ markup }) => markup !== "");
  return content.length === 0 ? nothing : element("header", { class: "page-head" }, ...content);
}

function writeLogo(context: HtmlContext): Markup {
  const drawing = logoDrawing(context.theme.logo!);
  const options = { measurer: context.measurer, language: context.locale.tag, prefix: ownId(context, "logo") };
  return drawSvg(drawing, options, {
    class: "logo",
    height: 32,
    width: Math.round((32 * drawing.width) / drawing.height),
  });
}

function writeFoot({ document }: HtmlContext): Markup {
  const lines = [document.footer, document.folio ?? ""].map(runningLine).filter(({ markup }) => markup !== "");
  return lines.length === 0 ? nothing : element("footer", { class: "page-foot" }, ...lines);
}

/** A running line; those that number pages are left out. */
function runningLine(words: string): Markup {
  return words === "" || onPages.test(words) ? nothing : element("p", {}, text(words));
}

/** All footnotes in the order of their numbers, each with a way back to the text. */
function writeNotes(context: HtmlContext): Markup {
  const { footnotes } = context.document;
  if (footnotes.length === 0) return nothing;
  const { words } = context.locale;
  const inOrder = footnotes
    .map((note, index) => ({ note, index, number: context.noteNumber(index) }))
    .toSorted((a, b) => a.number - b.number);
  const items = inOrder.map(({ note, index, number }) => {
    const cite = ownId(context, `cite-${index + 1}`);
    const back = element("a", { class: "back", href: fragmentOf(cite), "aria-label": words.backToText }, text("↩"));
    return element(
      "li",
      { id: ownId(context, `note-${index + 1}`), value: number },
      writeBlocks(context, note.children),
      context.cited.has(cite) ? back : nothing,
    );
  });
  const title = ownId(context, "notes");
  return element(
    "section",
    { class: "notes", "aria-labelledby": title },
    element("p", { class: "callout-title", id: title }, text(words.notes)),
    element("ol", {}, join(items)),
  );
}

/** The colours of charts, in the order in which they first occur. */
function chartColors(markup: string): string[] {
  const found = markup.matchAll(/ (?:fill|stroke|stop-color)="(#[0-9a-f]{6})"/g);
  return [...new Set([...found].map(([, color]) => color!))];
}
