import type { Inline, KeyFigures } from "../../document/document.ts";
import { runsRightToLeft } from "../text/bidi-levels.ts";
import { plainText } from "../../document/plain-text.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { asideOf } from "../aside-of.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { setStanding } from "./set-standing.ts";
import { sideBySide } from "./side-by-side.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { slice, type Slice } from "../slice.ts";
import { splitPieces } from "../text/split-pieces.ts";
import type { LineStyle } from "../styles.ts";

type Item = KeyFigures["items"][number];

const mostInRow = 4;
/** Narrower columns would break their labels too often, points. */
const narrowest = 84;

/**
 * Large values with their labels in equal columns, at most four in a row, each under a hairline. In right-to-left
 * reports the first is on the right. All values have one size: the title's, or the heading's where one would not fit
 * its column; there are fewer in a row if a number had to be broken otherwise.
 */
export function setKeyFigures(context: LayoutContext, block: KeyFigures, area: Area): Slice[] {
  const { theme, grid, styles, structure } = context;
  const count = block.items.length;
  if (count === 0) return [];
  const most = Math.max(
    1,
    Math.min(mostInRow, count, Math.floor((area.width + grid.gutter) / (narrowest + grid.gutter))),
  );
  const widest = Math.max(...block.items.map(({ value }) => widestPiece(context, value, styles.keyValueSmall)));
  let perRow = most;
  const widthOf = (inRow: number): number => (area.width - (inRow - 1) * grid.gutter) / inRow;
  while (perRow > 1 && widest > widthOf(evenly(count, perRow))) perRow--;
  const inRow = evenly(count, perRow);
  const rows = Math.ceil(count / inRow);
  const width = widthOf(inRow);
  const step = width + grid.gutter;
  const columnLeft = (column: number): number =>
    area.left + (readsFromRight(context.locale) ? area.width - width - column * step : column * step);
  const fits = (style: LineStyle): boolean =>
    block.items.every(({ value }) => naturalWidth(context, value, style) <= width);
  const valueStyle = fits(styles.keyValue) ? styles.keyValue : styles.keyValueSmall;
  const list = structure.add("L", area.parent, { listNumbering: "None" });
  return Array.from({ length: rows }, (_, row): Slice => {
    const columns = block.items
      .slice(row * inRow, (row + 1) * inRow)
      .map((item, column) =>
        setItem(context, item, { ...area, left: columnLeft(column), width, parent: list }, valueStyle),
      );
    const high = sideBySide(columns, { before: theme.leading, after: theme.leading });
    return { ...high, height: Math.ceil(high.height / (theme.leading / 2)) * (theme.leading / 2), keep: row > 0 };
  });
}

/** How many of some figures are in a row, if the rows are about as long. */
function evenly(count: number, perRow: number): number {
  return Math.ceil(count / Math.ceil(count / perRow));
}

function widestPiece(context: LayoutContext, inlines: readonly Inline[], style: LineStyle): number {
  return Math.max(
    0,
    ...splitPieces(context, flattenInlines(asideOf(context), inlines, style.run, "layout")).pieces.map(
      ({ width }) => width,
    ),
  );
}

function naturalWidth(context: LayoutContext, inlines: readonly Inline[], style: LineStyle): number {
  const { pieces } = splitPieces(context, flattenInlines(context, inlines, style.run, "layout"));
  return pieces.reduce((sum, piece) => sum + piece.width + (piece.space?.width ?? 0), 0);
}

function setItem(context: LayoutContext, item: Item, area: Area, valueStyle: LineStyle): Slice[] {
  const { theme, styles, structure } = context;
  const body = structure.add("LBody", structure.add("LI", area.parent));
  const rule: Slice = slice({
    height: 5,
    boxes: [
      {
        kind: "line",
        means: "layout",
        x1: area.left,
        x2: area.left + area.width,
        y1: 0.5,
        y2: 0.5,
        color: theme.ink,
        width: 0.75,
      },
    ],
  });
  // A number has no direction: it is on the side of its label.
  const fromRight = readsFromRight(context.locale);
  const rightToLeft = runsRightToLeft(plainText([...item.label, ...item.note]), fromRight);
  const line = (inlines: readonly Inline[], style: LineStyle): Slice[] => {
    if (inlines.length === 0) return [];
    const align = rightToLeft && !runsRightToLeft(plainText(inlines), fromRight) ? "right" : "left";
    const spans = flattenInlines(context, inlines, style.run, structure.add("P", body));
    return lineSlices(context, setText(context, spans, { left: area.left, width: area.width, align }), style);
  };
  return [
    rule,
    ...line(item.value, valueStyle),
    ...line(item.label, styles.keyLabel),
    ...setStanding(context, item, { ...area, parent: body }, rightToLeft),
    ...line(item.note, styles.keyNote),
  ];
}
