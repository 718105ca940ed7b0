import { noteNumber } from "../text/flatten-inlines.ts";
import type { Span } from "../text/span.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import type { Material, Slice } from "../slice.ts";
import { sealed } from "../stack-slices.ts";

/** All footnotes at the end of the report, under the word for notes. */
export function setEndnotes(
  context: LayoutContext,
  notes: ReadonlyMap<number, readonly Slice[]>,
  area: Area,
): Material[] {
  if (notes.size === 0) return [];
  const { styles, theme, structure, locale } = context;
  const title: Span = { text: locale.words.notes, style: styles.calloutTitle.run, means: structure.add("P", 0) };
  const head = lineSlices(context, setText(context, [title], { ...area, align: "left" }), styles.calloutTitle, {
    before: theme.leading * 2,
    after: theme.leading / 2,
  });
  const inOrder = [...notes]
    .sort(([a], [b]) => noteNumber(context, a) - noteNumber(context, b))
    .map(([, slices]) => slices);
  return [{ kind: "slices", slices: [...sealed(head), ...inOrder.flat()] }];
}
