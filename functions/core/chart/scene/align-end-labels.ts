import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

type Align = "left" | "center" | "right";

interface Label extends SceneItem {
  align?: Align;
}

/**
 * Gives the first labels of the horizontal axes of small multiples one alignment, and the last labels one. Vega sets a
 * label flush with its view where it stands at the edge, so views whose scales begin elsewhere would differ. The
 * commonest alignment wins, among equals the flush one, which never reaches into the neighbouring view.
 */
export function alignEndLabels(root: SceneMark): void {
  const axes: (readonly Label[])[] = [];
  visitMarks(root, ({ role, items }) => {
    if (role !== "axis") return;
    for (const { orient, items: parts = [] } of items) {
      if (orient !== "bottom" && orient !== "top") continue;
      const labels = parts.filter((part) => part.role === "axis-label").flatMap((part) => part.items as readonly Label[]);
      const seen = labels.filter(({ opacity, angle }) => opacity !== 0 && !angle);
      if (seen.length > 1) axes.push(seen.toSorted((a, b) => (a.x ?? 0) - (b.x ?? 0)));
    }
  });
  if (axes.length < 2) return;
  share(axes.map((labels) => labels[0]!), "left");
  share(axes.map((labels) => labels.at(-1)!), "right");
}

function share(labels: readonly Label[], flush: Align): void {
  const flushed = labels.filter(({ align }) => align === flush).length;
  const align: Align = flushed * 2 >= labels.length ? flush : "center";
  for (const label of labels) {
    if ((label.align !== flush && label.align !== "center") || label.align === align) continue;
    const half = (label.bounds.x2 - label.bounds.x1) / 2;
    const shift = (align === "center") === (flush === "left") ? -half : half;
    label.align = align;
    Object.assign(label.bounds, { x1: label.bounds.x1 + shift, x2: label.bounds.x2 + shift });
  }
}
