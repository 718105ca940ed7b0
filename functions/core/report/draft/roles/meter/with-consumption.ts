import { meterKind } from "../../names/sum-words.ts";
import { quoteName } from "../../quote.ts";
import { type MeterName, readMeterName } from "../../names/meter-names.ts";
import { type MeterColumns, readingsSql } from "./meter-sql.ts";
import type { Work } from "../cast.ts";
import { decimalsOf } from "../measures/measure-of.ts";
import type { MeasureRole, MemberRole, Roles, TimeRole } from "../roles.ts";

/** Share of the readings that must not be lower than the one before: a meter may be changed, or run over. */
const mostlyRising = { sure: 0.8, unsure: 0.95 } as const;
/** Share of the things whose readings never fall, and fewest pairs of readings, where a name does not say it alone. */
const [mostlyOfThings, fewestPairs] = [0.6, 6];
/** Share of early readings from which each is that of the beginning of its month; and up to which day one is early. */
const [mostlyEarly, firstDays] = [0.9, 3];
/** Columns that may name the things whose readings are dated records. */
const mostTried = 6;

/**
 * The roles of a table of what meters show, with what was used from one reading to the next in place of the reading. A
 * sum of readings says nothing, and nor does their mean. Readings of the first days of a month are those at its
 * beginning, so that what was used follows them; else it lies before them.
 */
export async function withConsumption(work: Work, roles: Roles): Promise<Roles> {
  const { table, looks, long } = work;
  const { time, measures, story } = roles;
  const reading = measures.find(({ column }) => column !== "*");
  if (reading === undefined || time === undefined) return roles;
  // Periods across have no name of their own for what is measured; the table's has.
  const isTurned = long?.turned === true && table.columns.every(({ name }) => name !== reading.column);
  const others = looks.map((look) => look.name).filter((name) => name !== reading.column);
  const named = readMeterName(
    isTurned && meterKind(reading.column) === undefined ? undefined : reading.column,
    table.title,
    others,
  );
  // Beside what else is measured at each time nobody asks for the mean of what a meter showed.
  const rest = measures.filter((one) => one !== reading && meterKind(one.column) === undefined);
  if (named === undefined)
    return rest.length === measures.length - 1 ? roles : { ...roles, measures: [reading, ...rest] };
  if (!["panel", "series", "flow"].includes(story) || time.finer === true || roles.selector !== undefined) return roles;
  const found = await thingsOf(work, roles, { reading, named });
  return found === undefined ? roles : await asUsed(work, roles, { reading, named, rest, ...found });
}

interface Named {
  readonly reading: MeasureRole;
  readonly named: MeterName;
}

interface Found {
  /** The column of the things that have a meter each; undefined of one meter. */
  readonly thing: MemberRole | undefined;
  readonly isEarly: boolean;
}

/** The things whose readings rise, each with one at a time; undefined if there are none. */
async function thingsOf(
  { table, source }: Work,
  { story, members, time }: Roles,
  { reading, named }: Named,
): Promise<Found | undefined> {
  const tried =
    story === "panel"
      ? members.slice(0, 1)
      : story === "series"
        ? [undefined]
        : [...members.slice(0, mostTried), undefined];
  const [own, { day }] = [`(${reading.value})::DOUBLE`, time!];
  for (const thing of tried) {
    const by = thing?.value;
    const [row = {}] = await table.ask(`WITH readings AS (
  SELECT ${by ?? "1"} AS thing, ${day} AS day, ${own} AS reading,
    lag(${own}) OVER (${by === undefined ? "" : `PARTITION BY ${by} `}ORDER BY ${day}) AS before,
    count(*) OVER (PARTITION BY ${by ?? "1"}, ${day}) AS same
  FROM ${source} WHERE ${own} IS NOT NULL AND ${day} IS NOT NULL
), things AS (SELECT thing, min((reading >= before)::INTEGER) AS steady FROM readings WHERE before IS NOT NULL GROUP BY 1)
SELECT max(same) AS same, avg((reading >= before)::INTEGER) AS rising, avg((reading > before)::INTEGER) AS growing,
  count(before) AS pairs, (SELECT avg(steady) FROM things) AS steady, avg((day(day) <= ${firstDays})::INTEGER) AS early
FROM readings`);
    const at = (name: string): number => Number(row[name] ?? 0);
    const isSteady = at("pairs") >= fewestPairs && at("steady") >= mostlyOfThings && at("growing") >= 0.5;
    const isRising = at("rising") >= mostlyRising[named.isSure ? "sure" : "unsure"];
    if (at("same") === 1 && isRising && (named.isSure || isSteady))
      return { thing, isEarly: at("early") >= mostlyEarly };
  }
  return undefined;
}

/** The roles with what was used first. */
async function asUsed(
  { table, looks, long }: Work,
  roles: Roles,
  { reading, named, rest, thing, isEarly }: Named & Found & { readonly rest: readonly MeasureRole[] },
): Promise<Roles> {
  const time = roles.time!;
  const name = ["consumption", "consumption_of_meter"].find((free) => looks.every((look) => look.name !== free))!;
  const columns: MeterColumns = {
    used: name,
    between: `${name}_between`,
    odd: "reading_is_odd",
    left: "reading_is_left_out",
  };
  const isBegin = isOfDates(looks, time) && isEarly;
  const rows = long === undefined ? "records" : `(\n${long.sql}\n)`;
  const sql = readingsSql({ rows, reading: reading.value, by: thing?.value, time, isBegin }, columns);
  const used = quoteName(columns.used);
  const [row = {}] = await table.ask(
    `SELECT median(${used})::DOUBLE AS middle, max(${used})::DOUBLE AS most, max(day(${time.day})) > 1 AS days FROM (${sql})`,
  );
  const look = looks.find((one) => one.name === reading.column);
  const typical = Math.max(Number(row["middle"] ?? 0), Number(row["most"] ?? 0) / 20);
  const { supposed: _supposed, kin: _kin, partner: _partner, sizes: _sizes, lasting: _lasting, ...kept } = reading;
  const measure: MeasureRole = {
    ...kept,
    value: used,
    label: named.kind,
    called: named.kind,
    unit: reading.unit === "" ? unitOf(looks) : reading.unit,
    adds: true,
    surely: true,
    kind: "percent",
    scale: 1,
    decimals: Math.min(decimalsOf(typical, reading.whole === true), look?.places ?? 0),
  };
  const members = thing === undefined ? roles.members : [thing, ...roles.members.filter((one) => one !== thing)];
  return {
    ...roles,
    long: { ...long, sql, turned: long?.turned === true },
    members,
    measures: [measure, ...rest],
    reading: { ...roles.reading, meter: long?.turned === true ? reading.label : reading.column },
    meter: {
      kind: named.kind,
      measure: measure.key,
      reading: reading.value,
      ...(thing !== undefined && { thing: { column: thing.column, value: thing.value, label: thing.label } }),
      between: quoteName(columns.between),
      odd: quoteName(columns.odd),
      left: quoteName(columns.left),
      hasDays: isOfDates(looks, time) || row["days"] === true,
    },
  };
}

const unitName = /^(units?|einheit|uom|单位)$/i;
/** Letters of the longest unit. */
const longestUnit = 12;

/** The unit that a column has in all rows. */
function unitOf(looks: Work["looks"]): string {
  const found = looks.find(
    ({ name, type, distinct }) => type === "text" && distinct === 1 && unitName.test(name.trim()),
  );
  const text = found?.texts[0]?.trim() ?? "";
  return text.length <= longestUnit ? text : "";
}

/** Whether times are days, and no months that a reading is of as a whole. */
const isOfDates = (looks: Work["looks"], { columns }: TimeRole): boolean =>
  looks.some(({ name, type }) => columns.includes(name) && (type === "date" || type === "timestamp"));
