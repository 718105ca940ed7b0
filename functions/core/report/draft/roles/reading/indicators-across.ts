import type { DraftColumn, DraftTable } from "../../draft.ts";
import { isBareName, readAdds } from "../../names/measure-words.ts";
import { readLabel } from "../../names/read-label.ts";
import { isUnitName, selectorsAmong } from "../../names/selector-names.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { isIdentifierName } from "../measures/labelling.ts";
import type { LongTable } from "../time/turn-periods.ts";

/** Fewest and most indicators, and fewest things that have them. */
const [fewest, most, fewestThings] = [2, 24, 3];
/** Share of all things and indicators that have a row. */
const mostCells = 0.7;

const ofTime =
  /^(years?|dates?|months?|quarters?|weeks?|days?|periods?|time|wave|jahre?|datum|monate?|quartale?|wochen?|tage?|zeitraum|年份?|月份?|日期|季度|周|时间)([ _]|$)/i;
const ofValue = /^(estimates?|obs[ _]?values?|measured|ergebnis|估计值?)$/i;

/**
 * A table that names in each row what it measures, without a time: one row a thing and indicator becomes one row a
 * thing and one column an indicator, so that none is put together with another.
 *
 * @returns undefined if it is none, or a thing has an indicator twice
 */
export async function indicatorsAcross({ columns, ask }: DraftTable): Promise<LongTable | undefined> {
  const texts = columns.filter(({ type }) => type === "text");
  const [selector, ...codes] = selectorsAmong(texts);
  const value = valueAmong(columns);
  const unit = texts.find(({ name }) => isUnitName(name));
  const keys = texts.filter((column) => column !== selector && column !== unit && !codes.includes(column));
  const isTimed = columns.some(({ name, type }) => type === "date" || type === "timestamp" || ofTime.test(name.trim()));
  if (selector === undefined || value === undefined || keys.length === 0 || isTimed) return undefined;
  const [own, things] = [quoteName(selector.name), keys.map(({ name }) => quoteName(name)).join(", ")];
  const [row = {}] = await ask(
    `SELECT count(*) AS n, count(DISTINCT (${things})) AS things, count(DISTINCT (${things}, ${own})) AS cells FROM records WHERE ${own} IS NOT NULL`,
  );
  const [n, count, cells] = [row["n"], row["things"], row["cells"]].map(Number);
  const unitSql = unit === undefined ? "NULL" : `min(${quoteName(unit.name)})`;
  const found = await ask(
    `SELECT ${own} AS name, ${unitSql} AS unit FROM records WHERE ${own} IS NOT NULL GROUP BY ${own} ORDER BY name LIMIT ${most + 1}`,
  );
  if (found.length < fewest || found.length > most || count! < fewestThings) return undefined;
  if (n !== cells || n! < mostCells * count! * found.length) return undefined;
  // What is a rate stays one, whatever it is of.
  const { adds, surely, isSupposed } = readAdds(value.name, { whole: false, large: false });
  const kind = surely && !adds && isSupposed !== true ? `, ${readLabel(value.name).label.toLowerCase()}` : "";
  const shared = sharedBeginning(found.map((one) => String(one["name"]).trim()));
  const indicators = found.map((one) => {
    const name = `${String(one["name"]).trim().slice(shared)}${kind}`;
    return { text: String(one["name"]), name: one["unit"] === null ? name : `${name} (${String(one["unit"])})` };
  });
  const names = [...keys.map(({ name }) => name), ...indicators.map(({ name }) => name)];
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return undefined;
  const cellsSql = indicators.map(
    ({ text, name }) => `  max(${quoteName(value.name)}) FILTER (${own} = ${quoteText(text)}) AS ${quoteName(name)}`,
  );
  return {
    sql: `-- One row a thing: what the table measures of each stands in a column of its own.
SELECT ${things},
${cellsSql.join(",\n")}
FROM records
GROUP BY ALL`,
    turned: false,
    without: columns.filter((column) => ![selector, value, unit, ...keys].includes(column)).map(({ name }) => name),
    columns: [...keys, ...indicators.map(({ name }): DraftColumn => ({ ...value, name, unit: undefined }))],
  };
}

/** How many characters up to a colon all names begin with: that of the survey which all are of. */
function sharedBeginning(names: readonly string[]): number {
  const [first = ""] = names;
  const end = first.indexOf(": ") + 2;
  return end > 2 && names.every((name) => name.startsWith(first.slice(0, end)) && name.length > end) ? end : 0;
}

/** The column of what was measured, and not of its error. */
function valueAmong(columns: readonly DraftColumn[]): DraftColumn | undefined {
  const numbers = columns.filter(
    ({ name, type }) => (type === "number" || type === "integer") && !isIdentifierName(name),
  );
  return (
    numbers.find(({ name }) => isBareName(name)) ??
    numbers.find(({ name }) => ofValue.test(name.trim())) ??
    (numbers.length === 1 ? numbers[0] : undefined)
  );
}
