import { visitMarks, type SceneItem, type SceneMark } from "../scene.ts";

type Align = "left" | "center" | "right";

interface Label extends SceneItem {
  align?: Align;
}

/** A label with the offset of its axis from the root. */
interface Placed {
  readonly label: Label;
  readonly x: number;
}

/**
 * Gives the first labels of the horizontal axes of small multiples one alignment, and the last labels one. Vega sets a
 * label flush with its view only where it stands at the edge, so views whose scales begin elsewhere differ; all are
 * then centred at their ticks. If a centred label would leave the chart, they stay as they are.
 *
 * @param left left edge of the chart, points from the root
 * @param right right edge
 */
export function alignEndLabels(root: SceneMark, left: number, right: number): void {
  const firsts: Placed[] = [];
  const lasts: Placed[] = [];
  visitMarks(root, ({ role, items }, x) => {
    if (role !== "axis") return;
    for (const axis of items) {
      if (axis.orient !== "bottom" && axis.orient !== "top") continue;
      const labels = (axis.items ?? [])
        .filter((part) => part.role === "axis-label")
        .flatMap((part) => part.items as readonly Label[]);
      const seen = labels
        .filter(({ opacity, angle }) => opacity !== 0 && !angle)
        .toSorted((a, b) => (a.x ?? 0) - (b.x ?? 0));
      if (seen.length < 2) continue;
      firsts.push({ label: seen[0]!, x: x + (axis.x ?? 0) });
      lasts.push({ label: seen.at(-1)!, x: x + (axis.x ?? 0) });
    }
  });
  share(firsts, "left", left, right);
  share(lasts, "right", left, right);
}

function share(labels: readonly Placed[], flush: Align, left: number, right: number): void {
  const moved = labels.filter(({ label }) => label.align === flush);
  if (moved.length === 0 || moved.length === labels.length) return;
  const shifts = moved.map(({ label: { bounds } }) => ((bounds.x2 - bounds.x1) / 2) * (flush === "left" ? -1 : 1));
  if (
    moved.some(({ label: { bounds }, x }, i) => x + bounds.x1 + shifts[i]! < left || x + bounds.x2 + shifts[i]! > right)
  )
    return;
  moved.forEach(({ label }, i) => {
    label.align = "center";
    Object.assign(label.bounds, { x1: label.bounds.x1 + shifts[i]!, x2: label.bounds.x2 + shifts[i]! });
  });
}
