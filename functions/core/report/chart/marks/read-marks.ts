import type { ChartMarks } from "../chart-marks.ts";
import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneMark } from "../scene/scene.ts";
import { readAreas } from "./read-areas.ts";
import { readBars } from "./read-bars.ts";
import { type Frame, readFrame } from "./read-frame.ts";
import { readLines } from "./read-lines.ts";
import { readRing } from "./read-ring.ts";
import { readScatter } from "./read-scatter.ts";
import { cannotProve, Unproven } from "./unproven.ts";

/**
 * Reads from a finished scene what it shows, and proves it: every value is drawn where a linear scale, that of the
 * axis, puts it, and every mark, label and line is accounted for.
 *
 * @param fields what each mark encodes, by its name
 * @param levels the numbers at which rules stand by the spec alone, by the mark's name
 * @returns in words why there is no model, where something could not be proven
 */
export function readMarks(
  root: SceneMark,
  fields: ReadonlyMap<string, readonly EncodedField[]>,
  levels: ReadonlyMap<string, number> = new Map(),
): ChartMarks | { readonly unproven: string } {
  try {
    const frame = readFrame(root, fields, levels);
    const marks = readKind(frame);
    return frame.titles.length === 0 ? marks : { ...marks, titles: frame.titles };
  } catch (error) {
    if (error instanceof Unproven) return { unproven: error.message };
    throw error;
  }
}

function readKind(frame: Frame): ChartMarks {
  const types = new Set(frame.marks.map(({ type }) => type));
  if (types.has("rect")) return readBars(frame);
  if (types.has("line")) return readLines(frame);
  if (types.has("area")) return readAreas(frame);
  if (types.has("arc")) return readRing(frame);
  return types.has("symbol") ? readScatter(frame) : cannotProve(`it has ${[...types].join(", ") || "no marks"}`);
}
