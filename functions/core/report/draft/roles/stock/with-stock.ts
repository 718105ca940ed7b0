import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Work } from "../cast.ts";
import { measureOf } from "../measures/measure-of.ts";
import type { MeasureRole, Roles } from "../roles.ts";
import { findIdentity, type Identity, type StockRow } from "./find-identity.ts";

/** Columns and rows that are looked at. */
const [mostColumns, mostRows] = [12, 3000];
/** Share of the neighbouring times at which a level is the same: a plan, an establishment. */
const mostlySame = 0.6;

/**
 * The roles of a table in which what was there, with what came in and without what went out, is what is left. What is
 * left is a level, which members add up and times do not, and leads; what was there before is that of the time before.
 * What came and went adds up. What stays the same for most times beside it is a level, too.
 */
export async function withStock(work: Work, roles: Roles): Promise<Roles> {
  const { time, story, members, selector, meter, long } = roles;
  if (time === undefined || selector !== undefined || meter !== undefined || long?.turned === true) return roles;
  // The rows of a ledger have no order within a day.
  if (!["panel", "series"].includes(story) || time.finer === true) return roles;
  const thing = story === "panel" && members[0]?.alone === true ? members[0] : undefined;
  if (story === "panel" && thing === undefined) return roles;
  const columns = work.looks
    .filter(({ type, name, distinct }) => isNumber(type) && distinct >= 2 && !time.columns.includes(name))
    .slice(0, mostColumns);
  if (columns.length < 3) return roles;
  const order = thing === undefined ? time.day : `${thing.value}, ${time.day}`;
  const read = await work.table.ask(
    `SELECT ${thing?.value ?? "''"} AS member, ${columns.map(({ name }, at) => `${quoteName(name)}::DOUBLE AS v${at}`).join(", ")}
FROM ${work.source} WHERE ${time.day} IS NOT NULL ORDER BY ${order} LIMIT ${mostRows}`,
  );
  const rows = read.map((row, at): StockRow => ({
    first: at === 0 || read[at - 1]!["member"] !== row["member"],
    values: columns.map((_, place) => (row[`v${place}`] === null ? Number.NaN : Number(row[`v${place}`]))),
  }));
  const found = findIdentity(rows, columns.length);
  return found === undefined ? roles : asStock(roles, { columns, rows, found, thing });
}

const isNumber = (type: ColumnLook["type"]): boolean => type === "integer" || type === "number";

function asStock(
  roles: Roles,
  {
    columns,
    rows,
    found,
    thing,
  }: {
    readonly columns: readonly ColumnLook[];
    readonly rows: readonly StockRow[];
    readonly found: Identity;
    readonly thing: Roles["members"][number] | undefined;
  },
): Roles {
  const keys = new Set(roles.measures.map(({ key }) => key));
  const known = (look: ColumnLook): MeasureRole =>
    roles.measures.find(({ column }) => column === look.name) ??
    measureOf(look, { context: "", isAlone: false, isMean: true, keys });
  const adding = (at: number): MeasureRole => {
    const { supposed: _supposed, middle: _middle, kin: _kin, partner: _partner, ...one } = known(columns[at]!);
    return { ...one, adds: true, surely: true };
  };
  const closing: MeasureRole = { ...adding(found.closing), lasting: true };
  // Of few that come and go, an amount says more than a percentage.
  const moving = [...found.comes, ...found.goes].map((at): MeasureRole => ({
    ...adding(at),
    moves: true,
    scale: closing.scale,
    decimals: closing.decimals,
  }));
  const taken = new Set(
    [found.opening, found.closing, ...found.comes, ...found.goes].map((at) => columns[at ?? -1]?.name),
  );
  const others = roles.measures
    .filter(({ column }) => !taken.has(column))
    .map((measure): MeasureRole => {
      const at = columns.findIndex(({ name }) => name === measure.column);
      return measure.adds && at >= 0 && isLevel(rows, at, found) ? { ...measure, lasting: true } : measure;
    });
  const { first, last } = roles.time!;
  return {
    ...roles,
    measures: [closing, ...moving, ...others],
    stock: {
      measure: closing.key,
      closing: closing.value,
      column: closing.column,
      ...(found.opening !== undefined && { opening: columns[found.opening]!.name }),
      flows: moving.map(({ column, value }, at) => ({
        column,
        value,
        label: readLabel(column).label,
        comes: at < found.comes.length,
      })),
      ...(thing !== undefined && { thing: { value: thing.value, label: thing.label } }),
      byYear: Number(last.slice(0, 4)) > Number(first.slice(0, 4)),
    },
  };
}

/** Whether a column beside a stock is a level: as large as it, rather than as what comes, or mostly the same. */
function isLevel(rows: readonly StockRow[], at: number, { closing, comes }: Identity): boolean {
  const size = (place: number): number => {
    const all = rows
      .map(({ values }) => Math.abs(values[place]!))
      .filter((value) => value > 0)
      .sort((a, b) => a - b);
    return Math.log(all[Math.floor(all.length / 2)] ?? 1);
  };
  const own = size(at);
  const isLarge = Math.abs(own - size(closing)) < Math.min(...comes.map((place) => Math.abs(own - size(place))));
  const pairs = rows.flatMap((row, place) => (row.first ? [] : [row.values[at] === rows[place - 1]!.values[at]]));
  return isLarge && pairs.filter(Boolean).length >= mostlySame * pairs.length;
}
