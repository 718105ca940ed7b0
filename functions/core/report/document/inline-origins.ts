import type { Inline } from "./inline.ts";
import { seenLength, shiftRanges, type Origin, type OriginRange } from "./origin.ts";

/** A text inline followed by the text of another, with the origins of both. */
export function joinTexts(
  first: Extract<Inline, { type: "text" }>,
  next: Extract<Inline, { type: "text" }>,
): Extract<Inline, { type: "text" }> {
  const text = first.text + next.text;
  if (first.origins === undefined && next.origins === undefined) return { ...first, text };
  const behind = shiftRanges(next.origins ?? [], seenLength(first.text));
  return { ...first, text, origins: [...(first.origins ?? []), ...behind] };
}

/** Inlines whose texts all have one origin; those that have one keep it. Without an origin the inlines as they are. */
export function withOrigin(inlines: readonly Inline[], origin: Origin | undefined): readonly Inline[] {
  if (origin === undefined) return inlines;
  return inlines.map((inline): Inline => {
    if (inline.type === "text" || inline.type === "code")
      return inline.origins === undefined
        ? { ...inline, origins: [{ from: 0, to: seenLength(inline.text), origin }] }
        : inline;
    return "children" in inline ? { ...inline, children: [...withOrigin(inline.children, origin)] } : inline;
  });
}

/** The characters of inline content that layout prints, in order, with their origins. */
export function rangesOf(inlines: readonly Inline[]): {
  readonly text: string;
  readonly ranges: readonly OriginRange[];
} {
  let text = "";
  const ranges: OriginRange[] = [];
  const walk = (parts: readonly Inline[]): void => {
    for (const inline of parts) {
      if (inline.type === "text" || inline.type === "code") {
        ranges.push(...shiftRanges(inline.origins ?? [], seenLength(text)));
        text += inline.text;
      } else if (inline.type === "break") text += " ";
      else if ("children" in inline) walk(inline.children);
    }
  };
  walk(inlines);
  return { text, ranges };
}

/** A text that layout counts: the number of a heading, a figure or a table. */
export function countedText(text: string): Extract<Inline, { type: "text" }> {
  const origin: Origin = { kind: "numbering", values: [], deciding: [] };
  return { type: "text", text, origins: [{ from: 0, to: seenLength(text), origin }] };
}
