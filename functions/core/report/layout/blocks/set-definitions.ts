import type { Definition, DefinitionList, Inline } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { moveBox, slice, type Material, type Slice } from "../slice.ts";
import { sealed } from "../stack-slices.ts";
import { styleVariant, type RunStyle } from "../styles.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { TextLine } from "../text/text-line.ts";
import { baselineOf, lineSlices, setText } from "../text/set-text.ts";

/** Largest share of the width for terms beside their meanings; longer terms go above. */
const termShare = 0.3;
/** In areas narrower than this, in ems, terms go above. */
const narrowest = 24;

/** How the items of a list are set. */
interface Places {
  readonly term: { readonly left: number; readonly width: number };
  readonly meaning: Area;
  /** Whether a term is beside its meaning's first line rather than above it. */
  readonly beside: boolean;
}

/**
 * Definitions: an L whose items have the terms as labels (ISO 32000-1, 14.8.4.3.3). Terms are beside their meanings if
 * all are short and the theme does not put them above; in right-to-left text they are on the right.
 */
export function setDefinitions(context: LayoutContext, block: DefinitionList, area: Area): Material[] {
  const { run, leading } = area.text;
  const bold = styleVariant(context.variants, run, "strong");
  const list = context.structure.add("L", area.parent, { listNumbering: "None" });
  const gap = run.text.size * 1.2;
  const most = area.width * termShare;
  const widths = block.items.flatMap(({ terms }) => terms.map((words) => naturalWidth(context, words, bold)));
  const beside =
    context.theme.definitions !== "above" &&
    area.width >= narrowest * run.text.size &&
    widths.every((width) => width <= most);
  const indent = beside ? Math.max(...widths, run.text.size * 4) + gap : run.text.size * 1.4;
  const turned = blocksRunRightToLeft(context, [block]);
  const meaning = { ...area, left: area.left + (turned ? 0 : indent), width: area.width - indent, floats: false };
  const room = beside ? indent - gap : area.width;
  const places: Places = {
    term: { left: turned ? area.left + area.width - room : area.left, width: room + 0.01 },
    meaning,
    beside,
  };
  const between = leading / 2;
  const slices = block.items.flatMap((item, index) => {
    const parts = setItem(context, item, list, bold, area, places);
    const last = index === block.items.length - 1;
    return parts.map((part, at): Slice => ({
      ...part,
      ...(at === 0 ? { before: index === 0 || beside ? between : leading * 0.75 } : {}),
      ...(at === parts.length - 1 ? { after: last ? leading : beside ? between / 2 : between } : {}),
    }));
  });
  return [{ kind: "slices", slices }];
}

function setItem(
  context: LayoutContext,
  { terms, meanings }: Definition,
  list: number,
  bold: RunStyle,
  area: Area,
  places: Places,
): Slice[] {
  const { structure } = context;
  const item = structure.add("LI", list);
  const label = structure.add("Lbl", item);
  const body = structure.add("LBody", item);
  const { leading } = area.text;
  const head = terms.flatMap((words) =>
    setText(context, flattenInlines(context, words, bold, label), { ...places.term, align: "left" }),
  );
  const said = meanings.flatMap((words, index) => {
    const lines = setText(context, flattenInlines(context, words, area.text.run, structure.add("P", body)), {
      left: places.meaning.left,
      width: places.meaning.width,
      align: area.align,
      hang: true,
    });
    return lineSlices(context, lines, area.text, { before: index === 0 ? 0 : leading / 4 });
  });
  if (!places.beside) return [...sealed(lineSlices(context, head, area.text, { together: true })), ...said];
  return besideWords(context, head, said, area);
}

/** The lines of terms in front of the lines of their meaning, which stay with them. */
function besideWords(context: LayoutContext, head: readonly TextLine[], said: readonly Slice[], area: Area): Slice[] {
  const { leading } = area.text;
  const baseline = baselineOf(context, area.text);
  const lines = Math.max(head.length, said.length);
  return Array.from({ length: lines }, (_, index): Slice => {
    const words = said[index] ?? slice({ height: leading, boxes: [] }, { keep: true });
    const term = head[index];
    if (term === undefined) return words;
    const boxes = [...term.boxes.map((box) => moveBox(box, 0, baseline)), ...words.boxes];
    return { ...words, boxes, keep: index > 0, notes: [...term.notes, ...words.notes] };
  });
}

function naturalWidth(context: LayoutContext, words: readonly Inline[], style: RunStyle): number {
  const lines = setText(context, flattenInlines(context, words, style, "layout"), {
    left: 0,
    width: 1e6,
    align: "left",
  });
  return Math.max(0, ...lines.map(({ width }) => width));
}
