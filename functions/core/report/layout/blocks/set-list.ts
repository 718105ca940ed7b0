import type { Block, List } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import { directionMark } from "../text/bidi-levels.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { baselineOf, setText } from "../text/set-text.ts";
import { moveBox, slice, type FlowBox, type Material, type Slice } from "../slice.ts";
import { materialSlices } from "../stack-slices.ts";

const bullets = ["•", "–", "·"];

/**
 * A list with hanging labels: L, and for each item LI with Lbl and LBody. Labels of right-to-left text hang on its
 * right.
 */
export function setList(context: LayoutContext, list: List, area: Area): Material[] {
  const { leading, run } = area.text;
  const element = context.structure.add("L", area.parent, { listNumbering: list.ordered ? "Decimal" : "Disc" });
  const label = (index: number): string =>
    list.ordered ? `${list.start + index}.` : bullets[area.depth % bullets.length]!;
  const gap = run.text.size * 0.5;
  const widest = Math.max(...list.items.map((_, index) => measureWord(context, run.text, label(index)).width));
  const indent = Math.max(run.text.size * 1.4, widest + gap);
  const turned = blocksRunRightToLeft(context, list.items.flat());
  const inner: Area = {
    ...area,
    left: area.left + (turned ? 0 : indent),
    width: area.width - indent,
    depth: area.depth + 1,
    tight: list.tight,
    floats: false,
  };
  const half = leading / 2;
  const items = list.items.map((blocks, index) =>
    setItem(context, blocks, { label: label(index), gap, turned }, element, inner),
  );
  const alone = (index: number): boolean =>
    (index === 1 && items[0]!.length === 1) || (index > 0 && index === items.length - 1 && items[index]!.length === 1);
  const slices = items.flatMap((item, index) => {
    const first = index === 0;
    const last = index === list.items.length - 1;
    return item.map((line, at): Slice => {
      const before = at > 0 ? line.before : first ? (area.depth === 0 ? half : 0) : list.tight ? 0 : half;
      const after = at < item.length - 1 ? line.after : last ? (area.depth === 0 ? half : 0) : list.tight ? 0 : half;
      // No first or last item of one line is left alone on a page.
      return { ...line, before, after, keep: line.keep || (at === 0 && alone(index)) };
    });
  });
  return [{ kind: "slices", slices }];
}

interface Label {
  readonly label: string;
  /** Between a number and the text. */
  readonly gap: number;
  /** Whether the text runs from right to left. */
  readonly turned: boolean;
}

function setItem(context: LayoutContext, blocks: readonly Block[], label: Label, list: number, area: Area): Slice[] {
  const item = context.structure.add("LI", list);
  const means = context.structure.add("Lbl", item);
  const body = context.structure.add("LBody", item);
  const found = materialSlices(context.setBlocks(context, blocks, { ...area, parent: body }));
  const slices = found.length > 0 ? found : [slice({ height: area.text.leading, boxes: [] })];
  const boxes = setLabel(context, label, means, area);
  return slices.map((line, index) => (index === 0 ? { ...line, boxes: [...boxes, ...line.boxes] } : line));
}

/** Numbers end next to the text, bullets are at a fixed distance from it. */
function setLabel(context: LayoutContext, { label, gap, turned }: Label, means: number, area: Area): FlowBox[] {
  const { run } = area.text;
  const { width } = measureWord(context, run.text, label);
  const away = /\d/.test(label) ? gap : run.text.size * 1.05 - width;
  const left = turned ? area.left + area.width + away : area.left - away - width;
  const [line] = setText(
    context,
    [{ text: directionMark(turned, readsFromRight(context.locale)) + label, style: run, means }],
    { left, width: width + 1, align: "left" },
  );
  const shift = turned ? -1 : 0;
  return (line?.boxes ?? []).map((box) => moveBox(box, shift, baselineOf(context, area.text)));
}
