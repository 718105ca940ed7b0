import { slice, type Frame, type Material, type Slice } from "./slice.ts";
import { materialSlices } from "./stack-slices.ts";

/** Padding of the frames that a page cuts, above its first slice or below its last, points. */
export function cutPadding(part: Slice, edge: "top" | "bottom"): number {
  const whole = edge === "top" ? part.opens : part.closes;
  return (part.frames ?? []).reduce(
    (sum, frame) => (whole?.includes(frame) === true ? sum : Math.max(sum, frame.padding)),
    0,
  );
}

/** Puts a frame behind material, with slices of its padding inside at both ends. */
export function frameMaterial(
  material: readonly Material[],
  frame: Frame,
  rules: Pick<Slice, "before" | "after">,
): Slice[] {
  const slices = materialSlices(material);
  const pad = (more: Partial<Slice>): Slice => ({
    ...slice({ height: frame.padding, boxes: [] }),
    frames: [frame],
    ...more,
  });
  const inside = slices.map((part, index) => ({
    ...part,
    frames: [frame, ...(part.frames ?? [])],
    ...(index === 0 ? { before: 0, keep: true } : {}),
    ...(index === slices.length - 1 ? { after: 0 } : {}),
  }));
  return [
    pad({ before: rules.before, opens: [frame] }),
    ...inside,
    pad({ after: rules.after, keep: true, closes: [frame] }),
  ];
}
