import type { CellChange, CellGraphic } from "../../document/document.ts";
import { element, type Markup, nothing } from "../markup.ts";

/** Units of a small graphic. */
const [width, height, dot] = [96, 16, 1.6];

/** The arrow before a number that changed: full, or hollow if that is for the worse. Its sign says the direction. */
export function writeArrow({ arrow, tone }: CellChange): Markup {
  const hollow = tone === "bad";
  const path = hollow
    ? element("path", { d: arrow === "up" ? "M.9 6.5H7.1L4 1.8Z" : "M.9 1.5H7.1L4 6.2Z" })
    : element("path", { d: arrow === "up" ? "M0 7H8L4 1Z" : "M0 1H8L4 7Z" });
  return element(
    "svg",
    {
      class: `arrow tone-${tone}${hollow ? " hollow" : ""}`,
      viewBox: "0 0 8 8",
      width: 9,
      height: 9,
      "aria-hidden": "true",
    },
    path,
  );
}

/** The circle before a target: full if it is met, hollow if not. The words say the same. */
export function writeCircle(met: boolean): Markup {
  const path = element("path", { d: "M7 4A3 3 0 1 1 1 4A3 3 0 1 1 7 4Z" });
  return element(
    "svg",
    { class: met ? "arrow" : "arrow hollow", viewBox: "0 0 8 8", width: 9, height: 9, "aria-hidden": "true" },
    path,
  );
}

/** A bar, which repeats the number beside it, or a sparkline, whose values are its alternative text. */
export function writeGraphic(graphic: CellGraphic): Markup {
  const box = { viewBox: `0 0 ${width} ${height}`, width, height };
  if (graphic.kind === "bar") {
    const [from, to] = [graphic.from, graphic.to].map((share) => round(share * width)) as [number, number];
    const bar = element("rect", { x: Math.min(from, to), y: 3.5, width: round(Math.abs(to - from)), height: 9 });
    const zero = element("path", { d: `M${from} 0V${height}` });
    return element(
      "svg",
      { ...box, class: graphic.quiet === true ? "bar quiet" : "bar", "aria-hidden": "true" },
      bar,
      zero,
    );
  }
  const { points, alt } = graphic;
  const place = (point: number, index: number): string =>
    [
      dot + (points.length < 2 ? width - 2 * dot : (index * (width - 2 * dot)) / (points.length - 1)),
      dot + (1 - point) * (height - 2 * dot),
    ]
      .map(round)
      .join(" ");
  const data = points
    .map((point, index) =>
      point === null ? "" : `${typeof points[index - 1] === "number" ? "L" : "M"}${place(point, index)}`,
    )
    .join("");
  const end = points.findLastIndex((point) => point !== null);
  if (end < 0) return nothing;
  const mark = element("path", { class: "dot", d: `M${place(points[end]!, end)}h0` });
  return element(
    "svg",
    { ...box, class: "sparkline", role: "img", "aria-label": alt },
    element("path", { d: data }),
    mark,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
