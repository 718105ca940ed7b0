import type { Block, Callout, DefinitionList, Heading, List, PullQuote } from "../../document/document.ts";
import { numberedWords } from "../../layout/text/numbered-words.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { bookmark, bookmarkName, type Setting } from "./word-context.ts";
import type { StyleName } from "./word-styles.ts";
import { line } from "./write-captions.ts";
import { bareParagraph, flushMark, paragraph } from "./write-paragraph.ts";
import { run, writeRuns } from "./write-runs.ts";
import { writeWordContents } from "./write-word-contents.ts";
import { writeWordFigure, writeWordPicture } from "./write-word-figure.ts";
import { writeWordKeyFigures } from "./write-word-key-figures.ts";
import { writeWordTable } from "./write-word-table.ts";

/** Indentation of a level of lists, and of what is set in, twentieths of a point. */
export const listIndent = 360;
/** Word has nine levels of lists. */
const deepestList = 8;
/** The largest number that Word gives an item. */
const mostNumber = 32_767;

/** Blocks one below another. */
export function writeWordBlocks(setting: Setting, blocks: readonly Block[]): Markup {
  return join(blocks.map((block) => writeBlock(setting, block)));
}

/** There is no default: a new kind of block does not compile until it is written here. */
function writeBlock(setting: Setting, block: Block): Markup {
  switch (block.type) {
    case "heading":
      return writeHeading(setting, block);
    case "paragraph": {
      const roles = {
        kicker: "Report kicker",
        standfirst: "Report standfirst",
        dateline: "Report dateline",
      } as const;
      return line(setting, block.role === undefined ? setting.style : roles[block.role], block.children);
    }
    case "list":
      return writeList(setting, block);
    case "quote":
      return writeWordBlocks({ ...setting, style: "Quote", indent: setting.indent + listIndent }, block.children);
    case "pull-quote":
      return writePullQuote(setting, block);
    case "definitions":
      return writeDefinitions(setting, block);
    case "code":
      return paragraph(setting, "Report code", codeLines(block.text));
    case "formula":
      return paragraph(setting, "Report formula", run(block.tex, { style: "Report formula characters" }));
    case "table":
      return writeWordTable(setting, block);
    case "figure":
      return writeWordFigure(setting, block);
    case "picture":
      return writeWordPicture(setting, block);
    case "key-figures":
      return writeWordKeyFigures(setting, block);
    case "columns":
      return writeWordBlocks(setting, block.columns.flat());
    case "text-columns":
    case "landscape":
      return writeWordBlocks(setting, block.children);
    case "callout":
      return writeCallout(setting, block);
    case "toc":
      return writeWordContents(setting, block);
    case "page-break":
      return bareParagraph(setting, "Report gap", element("w:r", {}, element("w:br", { "w:type": "page" })));
    case "rule":
      return join([flushMark(setting), bareParagraph(setting, "Report rule")]);
  }
}

/** A heading counts only the levels present, so that none is skipped, whatever level the author wrote. */
function writeHeading(setting: Setting, heading: Heading): Markup {
  const { context } = setting;
  const { levels } = context;
  while (levels.length > 0 && levels.at(-1)! >= heading.level) levels.pop();
  levels.push(heading.level);
  const words = writeRuns(setting, numberedWords(context, heading));
  const name = `heading ${levels.length as 1 | 2 | 3 | 4 | 5 | 6}` as const;
  return paragraph(setting, name, bookmark(context, bookmarkName(heading.id), words));
}

/** A list whose marks are Word's own; numbers beyond Word's are written as words. */
function writeList(setting: Setting, { ordered, start, items }: List): Markup {
  const { context } = setting;
  const before = flushMark(setting);
  const level = Math.min(deepestList, setting.depth);
  const typed = ordered && start + items.length > mostNumber;
  if (!typed) context.lists.push({ ordered, start, level });
  const list = context.lists.length;
  const style: StyleName = setting.style === "Normal" ? "List Paragraph" : setting.style;
  const inside: Setting = { ...setting, style, indent: setting.indent + listIndent, depth: setting.depth + 1 };
  const written = items.map((blocks, index) => {
    const mark = typed ? { content: run(`${start + index} `, { style: "Report list number" }) } : { list, level };
    const item: Setting = { ...inside, waiting: { mark } };
    return join([writeWordBlocks(item, blocks), flushMark(item)]);
  });
  return join([before, ...written]);
}

function writePullQuote(setting: Setting, { children, by }: PullQuote): Markup {
  return join([writeWordBlocks({ ...setting, style: "Intense Quote" }, children), line(setting, "Report speaker", by)]);
}

function writeDefinitions(setting: Setting, { items }: DefinitionList): Markup {
  const inside: Setting = { ...setting, indent: setting.indent + listIndent };
  return join(
    items.flatMap(({ terms, meanings }) => [
      ...terms.map((words) => line(setting, "Report term", words)),
      ...meanings.map((words) => line(inside, "Report meaning", words)),
    ]),
  );
}

function writeCallout(setting: Setting, { title, children }: Callout): Markup {
  const inside: Setting = { ...setting, boxed: true };
  return join([line(inside, "Report box title", title), writeWordBlocks(inside, children)]);
}

/** Code with its lines and indentation. */
function codeLines(code: string): Markup {
  if (code.trim() === "") return nothing;
  const lines = code.trimEnd().split(/\r\n|[\n\r]/);
  return element(
    "w:r",
    {},
    ...lines.flatMap((words, index) => [
      ...(index === 0 ? [] : [element("w:br", {})]),
      element("w:t", { "xml:space": "preserve" }, text(words.replaceAll("\t", "    "))),
    ]),
  );
}
