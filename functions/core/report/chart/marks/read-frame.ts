import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem, SceneMark } from "../scene/scene.ts";
import { type DrawnAxis, readAxis } from "./read-axis.ts";
import { cannotProve } from "./unproven.ts";

/** A mark that shows data, and the fields that it encodes. */
export interface DataMark {
  readonly type: string;
  readonly items: readonly SceneItem[];
  readonly fields: readonly EncodedField[];
  /** The number at which a rule stands by the spec alone. */
  readonly level?: number | undefined;
}

/** The one plot of a chart, with all that is drawn in and around it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly across?: DrawnAxis | undefined;
  readonly upright?: DrawnAxis | undefined;
  /** Whether lines from the axis across, or the upright one, cross the plot. */
  readonly grid: { readonly across: boolean; readonly upright: boolean };
  readonly marks: readonly DataMark[];
  readonly texts: readonly SceneItem[];
  /** Lines of titles: the chart's own, and then its legend's. */
  readonly titles: readonly string[];
  /** Its entries; absent: there is none. */
  readonly legend?: readonly { readonly label: string; readonly color: string }[] | undefined;
}

/** How far marks may reach out of the plot, points. */
const outsideBy = 0.6;
/** Most points that are given to an office program. */
const mostPoints = 5_000;

/** Takes a scene apart. @throws Unproven if it is not one plot */
export function readFrame(
  root: SceneMark,
  fields: ReadonlyMap<string, readonly EncodedField[]>,
  levels: ReadonlyMap<string, number>,
): Frame {
  const [frame] = root.items;
  if (frame?.items === undefined || root.items.length !== 1) return cannotProve("it is not one plot");
  const { width = 0, height = 0 } = frame;
  const marks: DataMark[] = [];
  const [axes, legends, titles]: [SceneItem[], SceneItem[], string[]] = [[], [], []];
  const add = (mark: SceneMark): void => {
    const items = mark.items.filter(isDrawn);
    if (items.length === 0) return;
    const name = mark.name ?? "";
    marks.push({ type: mark.marktype, items, fields: fields.get(name) ?? [], level: levels.get(name) });
  };
  for (const child of frame.items) {
    if (child.role === "axis") axes.push(...child.items);
    else if (child.role === "title") titles.push(...linesIn(child, /^title-/));
    else if (child.role === "legend") legends.push(...child.items);
    else if (child.role === "mark" && child.marktype !== "group") add(child);
    else if (child.role === "scope") for (const item of child.items) paths(item, { width, height }).forEach(add);
    else if (child.items.length > 0) cannotProve(`it has a ${child.role ?? "group"}`);
  }
  for (const { type, items } of marks) if (type !== "text") checkInside(type, items, { width, height });
  if (marks.reduce((sum, { items }) => sum + items.length, 0) > mostPoints) cannotProve("it has too many points");
  const drawn = axes.map((axis) => readAxis(axis));
  return {
    width,
    height,
    across: single(drawn.filter(({ across, ticks }) => across && ticks.length > 0)),
    upright: single(drawn.filter(({ across, ticks }) => !across && ticks.length > 0)),
    grid: {
      across: drawn.some(({ across, grid }) => across && grid),
      upright: drawn.some(({ across, grid }) => !across && grid),
    },
    marks: marks.filter(({ type }) => type !== "text"),
    texts: marks.filter(({ type }) => type === "text").flatMap(({ items }) => items),
    titles: [
      ...titles,
      ...legends.flatMap(({ items = [] }) => items.flatMap((part) => linesIn(part, /^legend-title$/))),
    ],
    legend: legends.length === 0 ? undefined : legends.flatMap(readLegend),
  };
}

/** What a scale puts outside the plot, an office program would cut off. */
function checkInside(
  type: string,
  items: readonly SceneItem[],
  { width: across, height: down }: Pick<Frame, "width" | "height">,
): void {
  for (const { x = 0, y = 0, x2, y2, width = 0, height = 0 } of items)
    if (outside(x, across) || outside(y, down) || outside(x2, across) || outside(y2, down))
      cannotProve(`a ${type} reaches out of the plot`);
    else if (type !== "arc" && (outside(x + width, across) || outside(y + height, down)))
      cannotProve(`a ${type} reaches out of the plot`);
}

function outside(at: number | undefined, most: number): boolean {
  return typeof at === "number" && !(at >= -outsideBy && at <= most + outsideBy);
}

/** The marks of a group that holds the path of one series over the whole plot. */
function paths(item: SceneItem, { width, height }: Pick<Frame, "width" | "height">): readonly SceneMark[] {
  const { x = 0, y = 0, items = [] } = item;
  const whole = x === 0 && y === 0 && item.width === width && item.height === height;
  const plain = items.every(({ marktype, role }) => role === "mark" && /^(?:line|area)$/.test(marktype));
  return whole && plain ? items : cannotProve("it has several plots");
}

function single(axes: readonly DrawnAxis[]): DrawnAxis | undefined {
  return axes.length > 1 ? cannotProve("it has two axes of one direction") : axes[0];
}

function isDrawn({ opacity = 1, text, mark }: SceneItem): boolean {
  return opacity > 0 && (mark?.marktype !== "text" || wordsOf(text).length > 0);
}

/** The lines of a text. */
export function wordsOf(text: unknown): string[] {
  return [text ?? ""]
    .flat()
    .map((line) => String(line))
    .filter((line) => line.trim() !== "");
}

/** The lines of the texts of some roles in a mark, at any depth. */
function linesIn({ role, marktype, items }: SceneMark, roles: RegExp): string[] {
  return items.flatMap((item) =>
    marktype === "group"
      ? (item.items ?? []).flatMap((mark) => linesIn(mark, roles))
      : roles.test(role ?? "") && item.opacity !== 0
        ? wordsOf(item.text)
        : [],
  );
}

/** The entries of a legend of colours, which tell them apart. */
function readLegend(legend: SceneItem): { readonly label: string; readonly color: string }[] {
  const [labels, symbols]: [SceneItem[], SceneItem[]] = [[], []];
  const visit = (mark: SceneMark): void => {
    if (mark.role === "legend-label") labels.push(...mark.items);
    if (mark.role === "legend-symbol") symbols.push(...mark.items);
    if (mark.role === "legend-gradient" || mark.role === "legend-band") cannotProve("its legend is a gradient");
    if (mark.marktype === "group") for (const { items = [] } of mark.items) items.forEach(visit);
  };
  legend.items?.forEach(visit);
  if (labels.length === 0 || labels.length !== symbols.length) cannotProve("its legend names no colours");
  const colors = symbols.map(
    (symbol) => colorOf(symbol, "fill") ?? colorOf(symbol, "stroke") ?? cannotProve("its legend has no colour"),
  );
  if (new Set(colors).size < colors.length) cannotProve("its legend has one colour for two names");
  return labels.map(({ text }, index) => ({ label: wordsOf(text).join(" "), color: colors[index]! }));
}

/** A plain colour of an item; undefined if it has none. @throws Unproven for a gradient */
export function colorOf(item: SceneItem, part: "fill" | "stroke"): string | undefined {
  const color = item[part] ?? undefined;
  if (color === undefined || color === "transparent" || color === "none") return undefined;
  return typeof color === "string" ? color : cannotProve("it has a gradient");
}
