import type { DataTable, TableCell } from "../../document/document.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { Span } from "../text/span.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import type { Meaning } from "../page.ts";
import type { Slice } from "../slice.ts";
import { styleVariant, type RunStyle } from "../styles.ts";

/**
 * The mark of a note by its index: a to z, then aa, ab and so on. Letters, since the report's footnotes have numbers.
 */
export function noteMark(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : noteMark(Math.floor(index / 26) - 1) + letter;
}

/** The raised mark after a cell's words: a Reference with a Link to the note. The note links back to the first mark. */
export function markSpans(
  context: LayoutContext,
  { id, notes }: DataTable,
  { note }: TableCell,
  style: RunStyle,
  means: Meaning,
): Span[] {
  if (note === undefined || notes?.[note] === undefined) return [];
  const { structure, locale, marked } = context;
  const mark = noteMark(note);
  const back = markName(id, mark);
  const first = !marked.has(back);
  marked.add(back);
  return [
    {
      style: styleVariant(context.variants, style, "superscript"),
      means: structure.add("Link", structure.add("Reference", means)),
      link: { target: { destination: noteName(id, mark) }, contents: `${locale.words.note} ${mark}` },
      text: mark,
      solid: true,
      attached: true,
      ...(first ? { anchor: back } : {}),
    },
  ];
}

/** The notes below a table: each a Note whose mark leads back to the first cell that has it. */
export function setTableNotes(context: LayoutContext, { id, notes = [] }: DataTable, area: Area): Slice[] {
  const { structure, styles, locale, variants } = context;
  return notes.flatMap((note, index): Slice[] => {
    const mark = noteMark(index);
    const element = structure.add("Note", area.parent, { id: noteName(id, mark) });
    const label: Span = {
      style: styleVariant(variants, styles.source.run, "superscript"),
      means: structure.add("Link", structure.add("Lbl", element)),
      link: { target: { destination: markName(id, mark) }, contents: locale.words.backToText },
      text: mark,
      solid: true,
      anchor: noteName(id, mark),
    };
    const means = structure.add("P", element);
    const spans: Span[] = [
      label,
      { style: styles.source.run, means, text: "\u00a0" },
      ...flattenInlines(context, note, styles.source.run, means),
    ];
    const lines = setText(context, spans, { left: area.left, width: area.width, align: "left" });
    return lineSlices(context, lines, styles.source, { together: true, before: index === 0 ? 4 : 0 }).map((part) => ({
      ...part,
      keep: true,
    }));
  });
}

function noteName(table: string, mark: string): string {
  return `${table}-note-${mark}`;
}

function markName(table: string, mark: string): string {
  return `${table}-mark-${mark}`;
}
