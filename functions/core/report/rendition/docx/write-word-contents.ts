import { blocksOf } from "../../document/blocks-of.ts";
import type { Captioned, Inline, TableOfContents } from "../../document/document.ts";
import { allHeadings } from "../../layout/blocks/set-contents.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { numberedWords, numberGap } from "../../layout/text/numbered-words.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { bookmarkName, printedLabel, type Setting, wordLevel } from "./word-context.ts";
import type { StyleName } from "./word-styles.ts";
import { bareParagraph, flushMark } from "./write-paragraph.ts";
import { field, run, writeRuns } from "./write-runs.ts";

interface Entry {
  readonly id: string;
  readonly style: StyleName;
  readonly words: readonly Inline[];
}

/**
 * The table of contents, or a list of figures or tables: a field that Word can update, with the PDF's entries and pages
 * until then.
 */
export function writeWordContents(setting: Setting, block: TableOfContents): Markup {
  const { of = "headings", depth } = block;
  const entries = of === "headings" ? headingEntries(setting, depth) : captionEntries(setting, of);
  if (entries.length === 0) return nothing;
  const { words } = setting.context.locale;
  const name = of === "headings" ? words.contents : of === "figures" ? words.figures : words.tables;
  const instruction =
    of === "headings"
      ? `TOC \\o "${headingRange(setting, depth)}" \\h \\z`
      : `TOC \\h \\z \\c "${of === "figures" ? "Figure" : "Table"}"`;
  return join([
    flushMark(setting),
    bareParagraph(setting, "TOC Heading", run(name)),
    ...entries.map((entry, index) => {
      const begins = index === 0 ? beginField(instruction) : nothing;
      const ends = index === entries.length - 1 ? mark("end") : nothing;
      const content = join([begins, writeEntry(setting, entry), ends]);
      return bareParagraph(setting, entry.style, content, { rightTab: setting.width });
    }),
  ]);
}

function writeEntry(setting: Setting, { id, words }: Entry): Markup {
  const target = bookmarkName(id);
  const page = setting.context.pageOf(id);
  const number =
    page === "" ? nothing : join([element("w:r", {}, element("w:tab", {})), field(`PAGEREF ${target} \\h`, run(page))]);
  return element(
    "w:hyperlink",
    { "w:anchor": target },
    writeRuns(setting, withoutLinks(words), { linked: true }),
    number,
  );
}

function beginField(instruction: string): Markup {
  const written = element("w:instrText", { "xml:space": "preserve" }, text(` ${instruction} `));
  return join([mark("begin"), element("w:r", {}, written), mark("separate")]);
}

function mark(type: "begin" | "separate" | "end"): Markup {
  return element("w:r", {}, element("w:fldChar", { "w:fldCharType": type }));
}

/** The levels of Word's headings that are listed: "2-3". */
function headingRange({ context }: Setting, depth: number): string {
  const listed = allHeadings(context.document.blocks)
    .map(({ level }) => level)
    .filter((level) => level > 1 && level <= Math.max(2, depth));
  return `${wordLevel(context, Math.min(...listed))}-${wordLevel(context, Math.max(...listed))}`;
}

/** As the PDF's: all but the title, to the depth asked for. */
function headingEntries({ context }: Setting, depth: number): Entry[] {
  const listed = allHeadings(context.document.blocks).filter(({ level }) => level > 1 && level <= Math.max(2, depth));
  const top = Math.min(...listed.map(({ level }) => level));
  return listed.map((heading) => ({
    id: heading.id,
    style: `toc ${(Math.min(5, heading.level - top) + 1) as 1 | 2 | 3 | 4 | 5 | 6}` as const,
    words: numberedWords(context, heading),
  }));
}

function captionEntries({ context }: Setting, of: "figures" | "tables"): Entry[] {
  const kinds = of === "figures" ? ["figure", "picture"] : ["table"];
  const word = of === "figures" ? context.locale.words.figure : context.locale.words.table;
  return [...blocksOf(context.document)]
    .flatMap((block): Captioned[] => (kinds.includes(block.type) && "title" in block && "deck" in block ? [block] : []))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((block) => ({
      id: block.id,
      style: "table of figures",
      words: [{ type: "text", text: `${printedLabel(context, block, word)}${numberGap}` }, ...block.title],
    }));
}
