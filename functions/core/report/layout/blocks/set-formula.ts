import type { DisplayFormula } from "../../document/document.ts";
import { formulaMeaning } from "../formula-meaning.ts";
import { formulaSize } from "../formula-size.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { slice, type Slice } from "../slice.ts";

/**
 * A formula between paragraphs: centred, at the size of the text, and scaled down if it is wider than its place, with
 * the warning `scaled-figure`.
 */
export function setFormula(context: LayoutContext, { id, tex }: DisplayFormula, area: Area): Slice {
  const drawing = context.charts.get(id);
  if (drawing === undefined) throw new TypeError(`the formula "${id}" was never drawn`);
  const own = area.text.run.text.size / formulaSize;
  const scale = Math.min(own, area.width / drawing.width);
  if (scale < own * 0.999) {
    context.warn({
      code: "scaled-figure",
      message: `A formula was drawn at ${Math.round((scale / own) * 100)}% of its size to fit its place`,
      seen: `$${tex.slice(0, 60)}$`,
      allowed: `${Math.round(area.width)} pt wide`,
      hint: "break it into lines with \\\\ in an aligned environment",
    });
  }
  const [width, height] = [drawing.width * scale, drawing.height * scale];
  const means = context.structure.add("Formula", area.parent, formulaMeaning(drawing));
  const { leading } = context.theme;
  return slice(
    {
      height,
      boxes: [
        { kind: "chart", means, x: area.left + (area.width - width) / 2, y: 0, width, height, figure: id, scale },
      ],
    },
    { before: leading * 0.75, after: leading * 0.75 },
  );
}
