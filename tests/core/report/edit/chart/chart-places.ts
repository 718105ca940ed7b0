import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";

/** A mark as Vega places it; a place is where its value is read: the end of a bar, the point of a line. */
export interface PlacedMark {
  /** The number of its layer; undefined in a chart of one view. */
  readonly layer: number | undefined;
  readonly place: string;
  readonly datum: Readonly<Record<string, unknown>>;
  /** Of a text. */
  readonly text: string | undefined;
}

interface SceneMark {
  readonly marktype: string;
  readonly name?: string;
  readonly role?: string;
  readonly items: readonly SceneItem[];
}

interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly text?: unknown;
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly items?: readonly SceneMark[];
}

/** Draws a spec by Vega alone, and reads where its marks stand, on whole points. @param values the values' axis */
export async function placedMarks(
  text: string,
  values: "x" | "y",
  rows: readonly Row[],
): Promise<readonly PlacedMark[]> {
  const { vega, compileVegaLite } = await loadVega();
  const spec = JSON.parse(text.replaceAll(/\{\{ template\.theme\.\w+ \}\}/g, "#777777")) as object;
  const quiet = { level: () => quiet, warn: () => quiet, info: () => quiet, debug: () => quiet, error: () => quiet };
  const whole = { ...spec, datasets: { data: rows } } as unknown as Parameters<typeof compileVegaLite>[0];
  const compiled = compileVegaLite(whole, { logger: quiet as never });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger: quiet as never });
  await view.runAsync();
  const marks: PlacedMark[] = [];
  const read = (mark: SceneMark, left: number, top: number): void => {
    for (const item of mark.items) {
      const [x, y] = [left + (item.x ?? 0), top + (item.y ?? 0)];
      for (const inner of item.items ?? []) read(inner, x, y);
      if (mark.role !== "mark" || mark.marktype === "group") continue;
      const [wide, high] = mark.marktype === "rect" ? [item.width ?? 0, item.height ?? 0] : [0, 0];
      const [tipX, tipY] = values === "y" ? [x + wide / 2, y] : [x + wide, y + high / 2];
      const layer = /layer_(\d+)_/.exec(mark.name ?? "")?.[1];
      marks.push({
        layer: layer === undefined ? undefined : Number(layer),
        place: `${Math.round(tipX)} ${Math.round(tipY)}`,
        datum: item.datum ?? {},
        text: mark.marktype === "text" ? String(item.text ?? "") : undefined,
      });
    }
  };
  read((view.scenegraph() as unknown as { readonly root: SceneMark }).root, 0, 0);
  view.finalize();
  return marks;
}

function number(value: unknown): number {
  return value instanceof Date ? value.getTime() : typeof value === "string" ? Date.parse(value) : Number(value);
}

/** Whether a mark stands for the rows with a value of a column, which may be cut into intervals. */
export function standsFor(datum: PlacedMark["datum"], column: string, value: unknown): boolean {
  if (column in datum)
    return datum[column] === value || (column === "month" && number(datum[column]) === number(value));
  const from = Object.keys(datum).find((name) => name.endsWith(`_${column}`));
  if (from === undefined) return false;
  return number(datum[from]) <= number(value) && number(value) < number(datum[`${from}_end`]);
}
