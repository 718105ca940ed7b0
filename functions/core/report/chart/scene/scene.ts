/** The parts of Vega's scenegraph that charts read. A mark contains items; a group item contains marks. */
export interface SceneItem {
  readonly bounds: SceneBounds;
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly items?: readonly SceneMark[];
  readonly mark?: SceneMark;
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly href?: string;
  readonly limit?: number;
  readonly angle?: number;
  readonly opacity?: number;
  /** Items with a zindex are drawn above those without. */
  readonly zindex?: number;
  readonly fontSize?: number;
  readonly font?: string;
  readonly fontWeight?: string | number;
  readonly fontStyle?: string;
  readonly orient?: string;
  readonly url?: unknown;
  /** The image of an image mark; from Vega's loader, with `complete` and its URL. */
  image?: unknown;
  /** Direction of text, which decides the end at which Vega cuts it. */
  dir?: string;
  text?: unknown;
  /** For a group: the context of its part of the dataflow. */
  context?: unknown;
  fill?: unknown;
  stroke?: unknown;
  readonly fillOpacity?: number;
  readonly strokeOpacity?: number;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  /** Whether a line or an area has a point here. */
  readonly defined?: boolean;
  readonly interpolate?: string;
  readonly shape?: unknown;
  /** Area of a symbol, square points. */
  readonly size?: number;
  /** Where a text stands beside its place. */
  readonly align?: string;
  readonly baseline?: string;
  readonly dx?: number;
  readonly dy?: number;
  /** Of an arc; a text beside one has the radius and the angle of its place. */
  readonly innerRadius?: number;
  readonly outerRadius?: number;
  readonly startAngle?: number;
  readonly endAngle?: number;
  readonly radius?: number;
  readonly theta?: number;
}

export interface SceneMark {
  readonly marktype: string;
  readonly role?: string;
  readonly name?: string;
  readonly items: readonly SceneItem[];
  /** Whether the order of its items must be computed. */
  zdirty?: boolean;
  readonly bounds: SceneBounds;
  readonly group?: SceneItem;
  /** The operator whose tuples it shows. */
  source?: unknown;
}

export interface SceneBounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * Calls back for a mark and every mark below it, groups before their contents, with the offset of its parent from the
 * root.
 */
export function visitMarks(
  mark: SceneMark,
  visit: (mark: SceneMark, x: number, y: number) => void,
  x = 0,
  y = 0,
): void {
  visit(mark, x, y);
  if (mark.marktype !== "group") return;
  for (const { items, x: left = 0, y: top = 0 } of mark.items) {
    if (items !== undefined) for (const child of items) visitMarks(child, visit, x + left, y + top);
  }
}
