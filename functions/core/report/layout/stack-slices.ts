import { moveBox, slice, type FlowBox, type Frame, type Material, type Slice } from "./slice.ts";

/** Largest space between a heading and what follows it, points. */
const nearest = 10;

/** The space between two adjacent slices. */
export function gapBetween(above: Slice | undefined, below: Slice): number {
  if (above === undefined) return 0;
  return Math.max(above.after, above.keepNext === true ? Math.min(nearest, below.before) : below.before);
}

/** Height of stacked slices, points, without the space before the first. */
export function stackHeight(slices: readonly Slice[]): number {
  return slices.reduce((height, part, index) => height + gapBetween(slices[index - 1], part) + part.height, 0);
}

/** Marks the last slice of a heading: what follows stays with it. */
export function sealed(slices: readonly Slice[]): Slice[] {
  return slices.map((part, index) => (index === slices.length - 1 ? { ...part, keepNext: true } : part));
}

/** Stacks slices into one slice that no page cuts, with their frames drawn. */
export function stackSlices(
  slices: readonly Slice[],
  rules: Partial<Pick<Slice, "before" | "after" | "keep">> = {},
): Slice {
  const first = slices[0];
  let y = 0;
  const placed = slices.map((part, index): PlacedSlice => {
    const top = y + gapBetween(slices[index - 1], part);
    y = top + part.height;
    return { part, top };
  });
  return slice(
    { height: y, boxes: drawSlices(placed) },
    {
      before: first?.before ?? 0,
      after: slices.at(-1)?.after ?? 0,
      keep: first?.keep ?? false,
      notes: [...new Set(slices.flatMap(({ notes }) => notes))],
      ...rules,
    },
  );
}

export interface PlacedSlice {
  readonly part: Slice;
  readonly top: number;
}

/** The boxes of slices at their positions, each frame's rectangle before the first slice that it backs. */
export function drawSlices(placed: readonly PlacedSlice[]): FlowBox[] {
  const spans = new Map<Frame, { at: number; top: number; bottom: number; begins: boolean; ends: boolean }>();
  placed.forEach(({ part, top }, at) => {
    for (const frame of part.frames ?? []) {
      const span = spans.get(frame) ?? {
        at,
        top,
        bottom: top,
        begins: part.opens?.includes(frame) === true,
        ends: false,
      };
      spans.set(frame, { ...span, bottom: top + part.height, ends: part.closes?.includes(frame) === true });
    }
  });
  const boxes: FlowBox[] = [];
  placed.forEach(({ part, top }, index) => {
    if (part.frames !== undefined) {
      for (const [frame, span] of spans) if (span.at === index) boxes.push(frameBox(frame, span));
    }
    for (const box of part.boxes) boxes.push(moveBox(box, 0, top));
  });
  return boxes;
}

function frameBox(
  { x, width, fill, padding }: Frame,
  span: { top: number; bottom: number; begins: boolean; ends: boolean },
): FlowBox {
  const y = span.begins ? span.top : span.top - padding;
  return {
    kind: "rectangle",
    means: "layout",
    x,
    y,
    width,
    height: (span.ends ? span.bottom : span.bottom + padding) - y,
    fill,
  };
}

/** Turns material into plain slices where nothing floats: floats stay in place and in one piece. */
export function materialSlices(material: readonly Material[]): Slice[] {
  return material.flatMap((part) => {
    if (part.kind === "slices") return part.slices;
    if (part.kind === "float")
      return part.slices.length === 1
        ? part.slices
        : part.slices.map((row, index) => (index === 0 ? row : { ...row, keep: true }));
    return [];
  });
}
