import type { Block, List } from "../compose/document.ts";
import type { Area, LayoutContext } from "./layout-context.ts";
import { measureWord } from "./measure-word.ts";
import type { TextBox } from "./page.ts";
import { setBlocks } from "./set-blocks.ts";
import { baselineOf } from "./set-text.ts";
import { slice, type Material, type Slice } from "./slice.ts";
import { materialSlices } from "./stack-slices.ts";

const bullets = ["•", "–", "·"];

/** A list with hanging labels: L, and for each item LI with Lbl and LBody. */
export function setList(context: LayoutContext, list: List, area: Area): Material[] {
  const { leading, run } = area.text;
  const element = context.structure.add("L", area.parent, { listNumbering: list.ordered ? "Decimal" : "Disc" });
  const label = (index: number): string => (list.ordered ? `${list.start + index}.` : (bullets[area.depth % bullets.length] as string));
  const gap = run.text.size * 0.5;
  const widest = Math.max(...list.items.map((_, index) => measureWord(context, run.text, label(index)).width));
  const indent = Math.max(run.text.size * 1.4, widest + gap);
  const inner: Area = { ...area, left: area.left + indent, width: area.width - indent, depth: area.depth + 1, tight: list.tight, floats: false };
  const half = leading / 2;
  const slices = list.items.flatMap((blocks, index) => {
    const item = setItem(context, blocks, label(index), element, inner, gap);
    const first = index === 0;
    const last = index === list.items.length - 1;
    return item.map((line, at): Slice => {
      const before = at > 0 ? line.before : first ? (area.depth === 0 ? half : 0) : list.tight ? 0 : half;
      const after = at < item.length - 1 ? line.after : last ? (area.depth === 0 ? half : 0) : list.tight ? 0 : half;
      return { ...line, before, after };
    });
  });
  return [{ kind: "slices", slices }];
}

function setItem(context: LayoutContext, blocks: readonly Block[], label: string, list: number, area: Area, gap: number): Slice[] {
  const item = context.structure.add("LI", list);
  const means = context.structure.add("Lbl", item);
  const body = context.structure.add("LBody", item);
  const found = materialSlices(setBlocks(context, blocks, { ...area, parent: body }));
  const slices = found.length > 0 ? found : [slice({ height: area.text.leading, boxes: [] })];
  const { text, color } = area.text.run;
  const word = measureWord(context, text, label);
  let x = area.left - gap - word.width;
  if (!/\d/.test(label)) x = area.left - text.size * 1.05;
  const box: TextBox = {
    kind: "text",
    means,
    y: baselineOf(context, area.text),
    runs: word.runs.map((run) => {
      const placed = { text: run.text, face: run.face, x, width: run.width, size: text.size, color };
      x += run.width;
      return placed;
    }),
  };
  return slices.map((line, index) => (index === 0 ? { ...line, boxes: [box, ...line.boxes] } : line));
}
