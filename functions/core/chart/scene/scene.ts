/** The parts of Vega's scenegraph that charts read. A mark holds items; a group item holds marks. */
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
  /** Items with one are drawn above those without. */
  readonly zindex?: number;
  readonly fontSize?: number;
  readonly font?: string;
  readonly fontWeight?: string | number;
  readonly fontStyle?: string;
  readonly orient?: string;
  readonly url?: unknown;
  /** What an image mark draws; with `complete` and the URL that it came from, as Vega's loader leaves it. */
  image?: unknown;
  /** Direction of text, by which end Vega cuts it. */
  dir?: string;
  text?: unknown;
  /** Of a group: what its part of the dataflow is known by. */
  context?: unknown;
  fill?: unknown;
  stroke?: unknown;
}

export interface SceneMark {
  readonly marktype: string;
  readonly role?: string;
  readonly name?: string;
  readonly items: readonly SceneItem[];
  /** Whether the order of its items is to be found out. */
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

/** Calls back for a mark and every mark below it, groups before their contents, with the offset of what holds it from the root. */
export function visitMarks(mark: SceneMark, visit: (mark: SceneMark, x: number, y: number) => void, x = 0, y = 0): void {
  visit(mark, x, y);
  if (mark.marktype !== "group") return;
  for (const { items, x: left = 0, y: top = 0 } of mark.items) {
    if (items !== undefined) for (const child of items) visitMarks(child, visit, x + left, y + top);
  }
}
