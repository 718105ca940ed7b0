import type { DataTable } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { turnArea, turnContext } from "../pages/turn-page.ts";
import { type RowStyle, rowStyle } from "./lined-rows.ts";
import { narrowGap, wideGap } from "./cell-text.ts";
import { columnHeadings, divideColumns, headingColumns, partOfTable } from "./divide-table.ts";
import { measurePart, type MeasuredPart, type Placeable, type Way } from "./measure-table.ts";

export interface MeasuredTable {
  readonly parts: readonly MeasuredPart[];
  readonly style: RowStyle;
  /** Whether it needs a page turned to landscape. */
  readonly turned: boolean;
}

/** Ways to set a table in one piece, the best first: space goes before size, size before whole words. */
const ways: readonly Way[] = [
  { gap: wideGap },
  { gap: narrowGap },
  { gap: narrowGap, small: true },
  { gap: narrowGap, small: true, crowded: true },
];
/** The same for a table that its author wants in small type. */
const smallWays: readonly Way[] = [{ gap: wideGap, small: true }, ...ways.filter(({ small }) => small)];
/** All of them: then with columns that lose their shares, then on a page that is turned. */
const withRoom = (some: readonly Way[]): readonly Way[] => [
  ...some,
  ...some.map((way) => ({ ...way, free: true })),
  ...some.map((way) => ({ ...way, turned: true })),
];
const allWays = { usual: withRoom(ways), small: withRoom(smallWays) } as const;
/** Ways to set the parts of a table that is too wide for all of these. */
const partWays: readonly Way[] = [
  { gap: narrowGap, small: true },
  { gap: narrowGap, small: true, crowded: true },
];

/**
 * Flattens and measures all cells and places the columns. In a table that is too wide, first the spaces between the
 * columns shrink, then the type, then words are divided at their syllables; if that is not enough, columns lose the
 * shares that they were given, then the page is turned to landscape; and if it is too wide even there, its columns are
 * divided over several parts, each with the row headings. All but the spaces give the warning `overflow`.
 *
 * @throws BroadsheetError `limit-exceeded` if a column has no room beside the row headings
 */
export function fitTable(context: LayoutContext, table: DataTable, area: Area): MeasuredTable {
  const undo = remember(context);
  const whole = measurePart(context, table, area.parent, table.id);
  const wide = area.floats ? turnedArea(context, area) : undefined;
  const shares = table.columns.some(({ share }) => share !== undefined);
  const { size = "usual" } = table;
  for (const way of allWays[size]) {
    const on = way.turned === true ? wide : area;
    if (on === undefined || (way.free === true && !shares)) continue;
    const places = whole.place(way, on);
    if (places.cut) continue;
    if (way !== allWays[size][0]) warnOf(context, table, way);
    return {
      parts: [whole.part(way, places)],
      style: rowStyle(way.small === true ? context.styles.cellSmall : context.styles.cell, table),
      turned: way.turned === true,
    };
  }
  const plan = planParts(whole, table, [area, ...(wide === undefined ? [] : [wide])]);
  if (plan === undefined) throw tooWide(table, whole, area);
  undo();
  const { way, on, parts } = plan;
  warnOf(context, table, { ...way, turned: on === wide }, parts.length);
  const measured = parts.map((part, index): MeasuredPart => {
    const each = measurePart(context, part, area.parent, `${table.id}-part-${index + 1}`);
    const places = each.place(way, on);
    // Planned so that it fits; should it not, an error is better than a broken number.
    if (places.cut) throw tooWide(table, whole, area);
    return each.part(way, places);
  });
  return { parts: measured, style: rowStyle(context.styles.cellSmall, table), turned: on === wide };
}

/** The parts of a table with as many of its columns as fit beside those that head its rows. */
function planParts(
  whole: Placeable,
  table: DataTable,
  areas: readonly Area[],
): { way: Way; on: Area; parts: DataTable[] } | undefined {
  const headings = headingColumns(table);
  for (const first of headings > 1 ? [headings, 1] : [1]) {
    for (const on of areas) {
      for (const way of partWays) {
        const ranges = divideColumns(table, first, ({ from, to }) => {
          const chosen = table.columns.flatMap((_, at) => (at < first || (at >= from && at < to) ? [at] : []));
          return !whole.placeSome(way, on, chosen).cut;
        });
        if (ranges !== undefined) return { way, on, parts: ranges.map((range) => partOfTable(table, first, range)) };
      }
    }
  }
  return undefined;
}

/** @returns takes back what was added to the context since */
function remember({ structure, references, marked, cut }: LayoutContext): () => void {
  const from = structure.elements.length;
  const before = [references.size, marked.size] as const;
  return () => {
    structure.takeBack(from);
    for (const index of [...references].slice(before[0])) references.delete(index);
    for (const name of [...marked].slice(before[1])) marked.delete(name);
    cut.clear();
  };
}

function turnedArea(context: LayoutContext, area: Area): Area | undefined {
  const turned = turnContext(context);
  return turned.grid.width > area.width ? turnArea(turned, area) : undefined;
}

function nameOf({ id, number, label }: DataTable): string {
  return number === 0 ? `The table "${id}"` : `Table ${label ?? number}`;
}

/** Warns of what was done, unless only the spaces between the columns shrank. */
function warnOf(context: LayoutContext, table: DataTable, { small, crowded, free, turned }: Way, parts = 1): void {
  const done = [
    ...(free === true ? ["its columns did not keep their shares of the width"] : []),
    ...(turned === true ? ["its page was turned"] : []),
    ...(small === true && table.size !== "small" ? ["it was set smaller"] : []),
    ...(crowded === true ? ["words in it were divided"] : []),
    ...(parts > 1 ? [`its columns were divided over ${parts} parts`] : []),
  ];
  if (done.length === 0) return;
  const list = done.length === 1 ? done[0]! : `${done.slice(0, -1).join(", ")} and ${done.at(-1)!}`;
  context.warn({
    code: "overflow",
    message: `${nameOf(table)} is too wide for its space: ${list}`,
    where: { name: table.id },
    hint: "Take out columns, shorten the longest words, or give the table more width.",
  });
}

function points(value: number): string {
  return `${value.toFixed(1)} pt`;
}

/** The error that names the column for which no way is enough. */
function tooWide(table: DataTable, whole: Placeable, area: Area): BroadsheetError {
  const way = partWays.at(-1)!;
  const { columns } = whole.needs(way);
  const widest = columns.reduce(
    (most, { least }, at) => (at > 0 && least > columns[most]!.least ? at : most),
    Math.min(1, columns.length - 1),
  );
  const named = columns[0]!.least > columns[widest]!.least ? 0 : widest;
  const words = columnHeadings(table, named).map(plainText).filter(Boolean).join(" / ");
  const needed = widest === 0 ? columns[0]!.least : columns[0]!.least + way.gap + columns[widest]!.least;
  return new BroadsheetError("limit-exceeded", {
    code: "column-too-wide",
    message: `${nameOf(table)} has no room for the column "${words === "" ? `number ${named + 1}` : words}", even in small type and beside nothing but the row's heading`,
    where: { name: table.id },
    seen: points(Math.max(needed, area.width + 0.1)),
    allowed: points(area.width),
    hint: "Give the table more width, shorten what the column holds, or print its numbers in a larger unit (millions).",
  });
}
