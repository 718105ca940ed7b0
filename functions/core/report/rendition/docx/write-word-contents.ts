import type { TableOfContents } from "../../document/document.ts";
import { contentsEntries, contentsName, type ContentsEntry, listedHeadings } from "../../layout/contents-entries.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { bookmarkName, type Setting, wordLevel } from "./word-context.ts";
import type { StyleName } from "./word-styles.ts";
import { bareParagraph, flushMark } from "./write-paragraph.ts";
import { field, run, writeRuns } from "./write-runs.ts";

/**
 * The table of contents, or a list of figures or tables: a field that Word can update, with the PDF's entries and pages
 * until then.
 */
export function writeWordContents(setting: Setting, block: TableOfContents): Markup {
  const { of = "headings", depth } = block;
  const entries = contentsEntries(setting.context, block);
  if (entries.length === 0) return nothing;
  const instruction =
    of === "headings"
      ? `TOC \\o "${headingRange(setting, depth)}" \\h \\z`
      : `TOC \\h \\z \\c "${of === "figures" ? "Figure" : "Table"}"`;
  return join([
    flushMark(setting),
    bareParagraph(setting, "TOC Heading", run(contentsName(setting.context.locale, block))),
    ...entries.map((entry, index) => {
      const begins = index === 0 ? beginField(instruction) : nothing;
      const ends = index === entries.length - 1 ? mark("end") : nothing;
      const content = join([begins, writeEntry(setting, entry), ends]);
      return bareParagraph(setting, styleOf(entry, of), content, { rightTab: setting.width });
    }),
  ]);
}

/** A style of Word's: our files have six levels of `toc`. */
function styleOf({ level }: ContentsEntry, of: TableOfContents["of"]): StyleName {
  return of === "headings" ? (`toc ${(Math.min(5, level) + 1) as 1 | 2 | 3 | 4 | 5 | 6}` as const) : "table of figures";
}

function writeEntry(setting: Setting, { id, words }: ContentsEntry): Markup {
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
  const listed = listedHeadings(context.document, depth).map(({ level }) => level);
  return `${wordLevel(context, Math.min(...listed))}-${wordLevel(context, Math.max(...listed))}`;
}
