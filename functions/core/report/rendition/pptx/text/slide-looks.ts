import type { TextStyle } from "../../../../ports.ts";
import type { Theme } from "../../../template/theme.ts";
import type { LineRole, SlideLine } from "./slide-line.ts";

/** The colours of a slide's own theme, so that a master decides them. */
export type SchemeColor = "tx1" | "tx2" | "accent1";

/** How a line is set: by what it is. */
export interface LineLook {
  readonly color: SchemeColor;
  readonly bold?: true;
  readonly italic?: true;
  readonly mono?: true;
  /** Size as a share of that of the text around it. @default 1 */
  readonly scale?: number;
  /** Space before it as a share of the size of type. */
  readonly before?: number;
  /** Levels by which it is set in. */
  readonly indent?: number;
}

const looks: Readonly<Record<LineRole, LineLook>> = {
  text: { color: "tx1", before: 0.5 },
  quote: { color: "tx2", italic: true, before: 0.5, indent: 1 },
  "pull-quote": { color: "accent1", bold: true, before: 0.5 },
  speaker: { color: "tx2", scale: 0.85 },
  term: { color: "tx1", bold: true, before: 0.5 },
  meaning: { color: "tx1", indent: 1 },
  code: { color: "tx1", mono: true, scale: 0.85, before: 0.5 },
  formula: { color: "tx1", mono: true, before: 0.5 },
  "box title": { color: "accent1", bold: true, before: 0.5 },
  entry: { color: "tx1", before: 0.3 },
  kicker: { color: "accent1", bold: true },
  standfirst: { color: "tx2", before: 0.4 },
  dateline: { color: "tx2", scale: 0.75, before: 0.4 },
  deck: { color: "tx2" },
  source: { color: "tx2" },
  "picture text": { color: "tx2" },
  value: { color: "tx1", bold: true, scale: 2.4 },
  "key label": { color: "tx1", bold: true },
  standing: { color: "tx2", scale: 0.85 },
  "key note": { color: "tx2", scale: 0.85 },
};

export function lookOf({ role }: Pick<SlideLine, "role">): LineLook {
  return looks[role];
}

/** Levels by which a line is set in; more than eight are not shown. */
export function indentOf({ role, level, mark }: SlideLine): number {
  const own = (looks[role].indent ?? 0) + level;
  // The mark of a note stands in the margin of its own.
  return Math.min(8, own === 0 && mark !== undefined ? 1 : own);
}

/** Width of a level of indentation as a share of the size of type. */
export const indentStep = 1.5;

/** How far a line is set in, as a share of the size of type. */
export function insetOf(line: SlideLine): number {
  const depth = indentOf(line);
  return depth === 0 ? 0 : depth * indentStep + (line.inset ?? 0);
}

/** Widths of a digit, and of the full stop and the space behind a number, in the widest faces that may be drawn. */
const [digit, behindNumber] = [0.64, 0.52] as const;

/** By how much the numbers of a list are wider than a level, as a share of the size of type. @param last the largest */
export function widerBy(last: number): number {
  return Math.max(0, Math.round((String(last).length * digit + behindNumber - indentStep) * 100) / 100);
}

/** The kind of type of an element of a slide. */
export type SlideFamily = "headline" | "sans";

/** The face of our own fonts that stands for one of Office when text is measured. */
export function measuredStyle(
  theme: Theme,
  family: SlideFamily,
  size: number,
  bold: boolean,
  mono: boolean,
): TextStyle {
  const own = family === "sans" ? "sans" : theme.headline;
  return { family: mono ? "mono" : own, weight: bold ? 700 : 400, size };
}
