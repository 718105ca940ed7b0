import type { Captioned, Inline } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { runsRightToLeft } from "../../layout/text/bidi-levels.ts";
import { numberGap } from "../../layout/text/numbered-words.ts";
import { join, type Markup, nothing } from "../markup.ts";
import { bookmark, bookmarkName, type Setting } from "./word-context.ts";
import type { StyleName } from "./word-styles.ts";
import { bareParagraph, paragraph } from "./write-paragraph.ts";
import { field, run, writeRuns } from "./write-runs.ts";

/** A paragraph of inline content behind a word of ours; nothing without content. */
export function line(setting: Setting, style: StyleName, inlines: readonly Inline[], lead = ""): Markup {
  if (inlines.length === 0) return nothing;
  const fromRight = runsRightToLeft(plainText(inlines), setting.context.rightToLeft);
  return paragraph(setting, style, join([run(lead), writeRuns(setting, inlines)]), { fromRight });
}

/** A place to which links lead. */
export function anchor({ context }: Setting, id: string): Markup {
  return bookmark(context, bookmarkName(id));
}

/**
 * The caption above a figure or table: its number, which Word counts, with the title that makes the claim, and the
 * deck.
 *
 * @param kind of what is counted together
 */
export function writeCaption(setting: Setting, block: Captioned, word: string, kind: "Figure" | "Table"): Markup {
  const { number, title, deck } = block;
  const content = join([
    number === 0 ? nothing : writeNumber(setting, block, word, kind),
    number === 0 || title.length === 0 ? nothing : run(numberGap),
    writeRuns(setting, title),
  ]);
  return join([
    content.markup === "" ? nothing : bareParagraph(setting, "caption", content),
    line(setting, "Report deck", deck),
  ]);
}

/** "Figure 3": a field that counts, where its number is what is printed. */
function writeNumber({ context }: Setting, { number, label }: Captioned, word: string, kind: string): Markup {
  const style = "Report caption number";
  const before = run(`${word}${context.locale.words.numberGap}`, { style });
  if (label !== undefined && label !== String(number)) return join([before, run(label, { style })]);
  const counts = number === (context.counts.get(kind) ?? 0) + 1;
  context.counts.set(kind, number);
  const instruction = `SEQ ${kind} \\* ARABIC${counts ? "" : ` \\r ${number}`}`;
  return join([before, field(instruction, run(String(number), { style }))]);
}

/** The lines below a figure or table: source and note. */
export function writeSources(setting: Setting, { source, note }: Captioned): Markup {
  const { words } = setting.context.locale;
  return join([
    line(setting, "Report source", source, `${words.source}${words.colon}`),
    line(setting, "Report source", note, `${words.note}${words.colon}`),
  ]);
}
