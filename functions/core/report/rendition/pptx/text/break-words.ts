import type { MeasuredText } from "../../../../ports.ts";
import type { SlideContext } from "../slide-context.ts";
import { measuredStyle, type SlideFamily } from "./slide-looks.ts";
import type { SlideRun } from "./slide-words.ts";

/** Faces of Office are a little wider than ours here and there, and raised signs are counted as if they were not. */
const allowance = 1.05;
/** What lines are not broken in: a word with the spaces behind it, or one character of an ideographic script. */
const unbroken =
  /\n|[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}][，。、；：？！）」』】》]*|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]+ *|\s+/gu;

/** How runs are set. */
export interface Setting {
  readonly family: SlideFamily;
  readonly bold?: boolean | undefined;
  readonly mono?: boolean | undefined;
  /** Points. */
  readonly size: number;
  /** Points. */
  readonly width: number;
}

/** Where a line begins: the run, and the characters of it that are before. */
export interface LineStart {
  readonly run: number;
  readonly at: number;
}

const widths = new WeakMap<SlideContext, Map<string, (text: string) => MeasuredText>>();

/** Breaks runs into lines as an office program does, first fit. @returns where each line begins; at least one */
export function breakWords(context: SlideContext, runs: readonly SlideRun[], setting: Setting): LineStart[] {
  const starts: LineStart[] = [{ run: 0, at: 0 }];
  let used = 0;
  for (const [index, { text, strong, mono }] of runs.entries()) {
    const width = widthsOf(context, setting, setting.bold === true || strong === true, mono ?? setting.mono ?? false);
    for (const { 0: piece, index: at } of text.matchAll(unbroken)) {
      if (piece === "\n") {
        starts.push({ run: index, at: at + 1 });
        used = 0;
        continue;
      }
      const bare = width(piece.trimEnd());
      if (used > 0 && used + bare > setting.width) {
        starts.push({ run: index, at });
        used = 0;
      }
      // A word that no line can hold is broken where its line ends.
      let from = 0;
      if (bare > setting.width)
        for (let end = 1, begin = 0; end <= piece.length; end++)
          if (end - begin > 1 && width(piece.slice(begin, end).trimEnd()) > setting.width) {
            begin = from = end - 1;
            starts.push({ run: index, at: at + begin });
          }
      used += width(piece.slice(from));
    }
  }
  return starts;
}

/** The width of text on one line, points. */
export function widthOf(context: SlideContext, runs: readonly SlideRun[], setting: Omit<Setting, "width">): number {
  return runs.reduce(
    (sum, { text, strong, mono }) =>
      sum + widthsOf(context, setting, setting.bold === true || strong === true, mono ?? setting.mono ?? false)(text),
    0,
  );
}

/** The width of the widest word, points. */
export function widestWord(context: SlideContext, runs: readonly SlideRun[], setting: Omit<Setting, "width">): number {
  return runs.reduce((widest, each) => {
    const words = each.text.match(unbroken) ?? [];
    return Math.max(widest, ...words.map((text) => widthOf(context, [{ ...each, text: text.trimEnd() }], setting)));
  }, 0);
}

function widthsOf(
  context: SlideContext,
  { family, size }: Pick<Setting, "family" | "size">,
  bold: boolean,
  mono: boolean,
): (text: string) => number {
  let known = widths.get(context);
  if (known === undefined) widths.set(context, (known = new Map()));
  const key = `${family} ${bold} ${mono}`;
  let measure = known.get(key);
  // Widths grow with the size, so that each word is measured once.
  if (measure === undefined)
    known.set(key, (measure = context.measurer.words(measuredStyle(context.theme, family, 10, bold, mono))));
  const words = measure;
  return (text) => (words(text).width * size * allowance) / 10;
}
