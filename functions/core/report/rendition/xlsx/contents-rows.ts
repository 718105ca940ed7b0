import { blocksOf } from "../../document/blocks-of.ts";
import type { Captioned, TableOfContents } from "../../document/document.ts";
import { allHeadings } from "../../layout/blocks/set-contents.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { settled, sheetWords } from "./sheet-words.ts";
import type { StyleName } from "./sheet-styles.ts";
import { printedLabel, type WorkbookContext } from "./workbook-context.ts";

interface ContentsRow {
  readonly words: string;
  readonly style: StyleName;
  /** Steps of indentation. */
  readonly level: number;
  /** The block that it leads to. */
  readonly block?: string;
}

/** The rows of a table of contents, or of a list of figures or tables, as the PDF has them without its pages. */
export function contentsRows(context: WorkbookContext, { of = "headings", depth }: TableOfContents): ContentsRow[] {
  const { words } = context.locale;
  const entries = of === "headings" ? headingRows(context, depth) : captionRows(context, of);
  if (entries.length === 0) return [];
  const name = of === "headings" ? words.contents : of === "figures" ? words.figures : words.tables;
  return [{ words: name, style: "Box title", level: 0 }, ...entries];
}

function headingRows(context: WorkbookContext, depth: number): ContentsRow[] {
  const listed = allHeadings(context.document.blocks).filter(({ level }) => level > 1 && level <= Math.max(2, depth));
  const top = Math.min(...listed.map(({ level }) => level));
  return listed.map(({ id, level, number, children }) => ({
    words: settled(`${number ?? ""} ${sheetWords(context, withoutLinks(children))}`),
    style: "Entry",
    level: level - top,
    block: id,
  }));
}

function captionRows(context: WorkbookContext, of: "figures" | "tables"): ContentsRow[] {
  const kinds = of === "figures" ? ["figure", "picture"] : ["table"];
  const word = of === "figures" ? context.locale.words.figure : context.locale.words.table;
  return [...blocksOf(context.document)]
    .flatMap((block): Captioned[] => (kinds.includes(block.type) && "title" in block && "deck" in block ? [block] : []))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((block) => ({
      words: settled(`${printedLabel(context, block, word)} ${sheetWords(context, withoutLinks(block.title))}`),
      style: "Entry",
      level: 0,
      block: block.id,
    }));
}
