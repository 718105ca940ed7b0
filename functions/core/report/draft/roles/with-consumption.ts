import { meterKind } from "../names/sum-words.ts";
import { quoteName } from "../quote.ts";
import type { Work } from "./cast.ts";
import type { MeasureRole, Roles, TimeRole } from "./roles.ts";

/** Share of the readings that must not be lower than the one before: a meter may be changed, or run over. */
const mostlyRising = 0.9;
/** Up to which day of a month a reading is that of its beginning. */
const firstDays = 3;

/**
 * The roles of a table of what meters show, with what was used from one reading to the next in place of the reading. A
 * sum of readings says nothing, and nor does their mean. Readings of the first days of a month are those at its
 * beginning, so that what was used follows them; else it lies before them.
 */
export async function withConsumption(work: Work, roles: Roles): Promise<Roles> {
  const { table, source, looks, long } = work;
  const { time, measures, members, story } = roles;
  const [reading] = measures;
  // Periods across have no name of their own for what is measured; the table's has.
  const named = reading === undefined ? "" : long?.turned === true ? reading.label : reading.column;
  const kind = meterKind(named);
  if (reading === undefined || time === undefined) return roles;
  // Beside what else is measured at each time nobody asks for the mean of what a meter showed.
  const others = measures.slice(1).filter(({ column }) => meterKind(column) === undefined);
  if (kind === undefined)
    return others.length === measures.length - 1 ? roles : { ...roles, measures: [reading, ...others] };
  if ((story !== "panel" && story !== "series") || time.finer === true || roles.selector !== undefined) return roles;
  const by = story === "panel" ? members[0]?.value : undefined;
  const window = `(${by === undefined ? "" : `PARTITION BY ${by} `}ORDER BY ${time.day})`;
  const own = `${reading.value}::DOUBLE`;
  const [row = {}] = await table.ask(`WITH readings AS (
  SELECT ${time.day} AS day, ${own} AS reading, lag(${own}) OVER ${window} AS before,
    count(*) OVER (PARTITION BY ${by ?? "1"}, ${time.day}) AS same FROM ${source} WHERE ${own} IS NOT NULL
)
SELECT max(same) AS same, avg((reading >= before)::INTEGER) AS rising, avg((day(day) <= ${firstDays})::INTEGER) AS early FROM readings`);
  if (Number(row["same"]) !== 1 || !(Number(row["rising"] ?? 0) >= mostlyRising)) return roles;
  const isBegin = isOfDates(looks, time) && Number(row["early"]) >= mostlyRising;
  const name = ["consumption", "consumption_of_meter"].find((free) => looks.every((look) => look.name !== free))!;
  const [from, to] = isBegin ? [own, `lead(${own}) OVER w`] : [`lag(${own}) OVER w`, own];
  const sql = `-- What meters show becomes what was used from one reading to the next. Where that is lower, nobody knows it.
SELECT *, CASE WHEN ${to} >= ${from} THEN round(${to} - ${from}, 6) END AS ${quoteName(name)}
FROM ${long === undefined ? "records" : `(\n${long.sql}\n)`}
WINDOW w AS ${window}`;
  const { supposed: _supposed, kin: _kin, partner: _partner, sizes: _sizes, ...kept } = reading;
  const used: MeasureRole = {
    ...kept,
    value: quoteName(name),
    label: kind,
    called: kind,
    adds: true,
    surely: true,
    kind: "percent",
  };
  return {
    ...roles,
    long: { ...long, sql, turned: long?.turned === true },
    measures: [used, ...others],
    reading: { ...roles.reading, meter: named },
  };
}

/** Whether times are days, and no months that a reading is of as a whole. */
const isOfDates = (looks: Work["looks"], { columns }: TimeRole): boolean =>
  looks.some(({ name, type }) => columns.includes(name) && (type === "date" || type === "timestamp"));
