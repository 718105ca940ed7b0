import type { TableOfContents } from "../../document/document.ts";
import { contentsEntries, contentsName } from "../../layout/contents-entries.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { sheetWords } from "./sheet-words.ts";
import type { StyleName } from "./sheet-styles.ts";
import type { WorkbookContext } from "./workbook-context.ts";

interface ContentsRow {
  readonly words: string;
  readonly style: StyleName;
  /** Steps of indentation. */
  readonly level: number;
  /** The block that it leads to. */
  readonly block?: string;
}

/** The rows of a table of contents, or of a list of figures or tables, as the PDF has them without its pages. */
export function contentsRows(context: WorkbookContext, contents: TableOfContents): ContentsRow[] {
  const entries = contentsEntries(context, contents);
  if (entries.length === 0) return [];
  return [
    { words: contentsName(context.locale, contents), style: "Box title", level: 0 },
    ...entries.map(({ id, level, words }): ContentsRow => ({
      words: sheetWords(context, withoutLinks(words)),
      style: "Entry",
      level,
      block: id,
    })),
  ];
}
