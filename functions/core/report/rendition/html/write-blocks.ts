import type { Block, Callout, Columns, DefinitionList, Heading, List, PullQuote } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { numberedWords } from "../../layout/text/numbered-words.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import type { HtmlContext } from "./html-context.ts";
import { line } from "./write-caption.ts";
import { writeContents } from "./write-contents.ts";
import { writeFigure, writePicture } from "./write-figure.ts";
import { writeInlines } from "./write-inlines.ts";
import { writeKeyFigures } from "./write-key-figures.ts";
import { writeTable } from "./write-table.ts";

/** Blocks one below another. */
export function writeBlocks(context: HtmlContext, blocks: readonly Block[]): Markup {
  return join(
    blocks.map((block) => writeBlock(context, block)),
    "\n",
  );
}

/** There is no default: a new kind of block does not compile until it is written here. */
function writeBlock(context: HtmlContext, block: Block): Markup {
  switch (block.type) {
    case "heading":
      return writeHeading(context, block);
    case "paragraph":
      return element("p", { class: block.role }, writeInlines(context, block.children));
    case "list":
      return writeList(context, block);
    case "quote":
      return element("blockquote", {}, writeBlocks(context, block.children));
    case "pull-quote":
      return writePullQuote(context, block);
    case "definitions":
      return writeDefinitions(context, block);
    case "code":
      return element("pre", {}, element("code", {}, text(block.text)));
    case "formula":
      return writeFormula(context, block.id, block.tex);
    case "table":
      return writeTable(context, block);
    case "figure":
      return writeFigure(context, block);
    case "picture":
      return writePicture(context, block);
    case "key-figures":
      return writeKeyFigures(context, block);
    case "columns":
      return writeColumns(context, block);
    case "text-columns":
      return element(
        "div",
        { class: `text-columns-${Math.min(4, block.count)}` },
        writeBlocks(context, block.children),
      );
    case "callout":
      return writeCallout(context, block);
    case "toc":
      return writeContents(context, block);
    case "landscape":
      return element("div", { class: "landscape" }, writeBlocks(context, block.children));
    case "page-break":
      return element("div", { class: "page-break" });
    case "rule":
      return element("hr", {});
  }
}

/** A heading counts only the levels present, so that none is skipped, whatever level the author wrote. */
function writeHeading(context: HtmlContext, heading: Heading): Markup {
  const { levels } = context;
  while (levels.length > 0 && levels.at(-1)! >= heading.level) levels.pop();
  levels.push(heading.level);
  return element(
    `h${levels.length}`,
    { id: heading.id, class: `level-${heading.level}` },
    writeInlines(context, numberedWords(context, heading)),
  );
}

function writeList(context: HtmlContext, { ordered, start, tight, items }: List): Markup {
  const written = items.map((blocks) => {
    const [only] = blocks;
    const bare = tight && blocks.length === 1 && only?.type === "paragraph";
    return element("li", {}, bare ? writeInlines(context, only.children) : writeBlocks(context, blocks));
  });
  return element(
    ordered ? "ol" : "ul",
    { start: ordered && start !== 1 ? start : undefined, class: tight ? "tight" : undefined },
    ...written,
  );
}

function writeFormula({ charts }: HtmlContext, id: string, tex: string): Markup {
  const mathml = charts.get(id)?.mathml;
  if (mathml === undefined) throw new TypeError(`the formula "${id}" was never drawn`);
  const shown = plainText([{ type: "formula", id, tex }]);
  return element(
    "div",
    { class: "formula scroll", tabindex: 0, role: "group", "aria-label": shown },
    { markup: mathml },
  );
}

function writePullQuote(context: HtmlContext, quote: PullQuote): Markup {
  return element(
    "figure",
    { class: "pull-quote" },
    element("blockquote", {}, writeBlocks(context, quote.children)),
    quote.by.length === 0 ? nothing : element("figcaption", {}, writeInlines(context, quote.by)),
  );
}

function writeDefinitions(context: HtmlContext, list: DefinitionList): Markup {
  return element(
    "dl",
    {},
    ...list.items.flatMap(({ terms, meanings }) => [
      ...terms.map((words) => element("dt", {}, writeInlines(context, words))),
      ...meanings.map((words) => element("dd", {}, writeInlines(context, words))),
    ]),
  );
}

function writeColumns(context: HtmlContext, columns: Columns): Markup {
  return element(
    "div",
    { class: "columns" },
    ...columns.columns.map((blocks, index) =>
      element("div", { class: `span-${columns.spans[index] ?? 12}` }, writeBlocks(context, blocks)),
    ),
  );
}

function writeCallout(context: HtmlContext, callout: Callout): Markup {
  return element(
    "div",
    { class: "callout" },
    line(context, "callout-title", callout.title),
    writeBlocks(context, callout.children),
  );
}
