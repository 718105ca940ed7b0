import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import type { Work } from "./cast.ts";
import type { MeasureRole } from "./roles.ts";

/** Share of the rows in which one column must be the share of another. */
const mostRows = 0.9;
const mostTried = 6;

/**
 * The measures, of which those may be added up of which the table has the shares: counts of answers beside their
 * percentages of each question.
 */
export async function withShares(
  { table, source, looks }: Work,
  measures: readonly MeasureRole[],
  compared: readonly ColumnLook[],
): Promise<readonly MeasureRole[]> {
  const unsure = measures.filter(({ column, adds, surely }) => {
    const look = looks.find(({ name }) => name === column);
    return !adds && !surely && look?.negative === false;
  });
  const shares = measures.filter(({ unit, kind }) => unit === "%" || kind === "points");
  const parts = ["1", ...compared.map(({ name }) => quoteName(name))];
  const tried = unsure
    .slice(0, mostTried)
    .flatMap((of) => shares.slice(0, mostTried).flatMap((share) => parts.map((by) => ({ of, share, by }))));
  if (tried.length === 0) return measures;
  const [row = {}] = await table.ask(
    `SELECT ${tried.map((_, at) => `avg((abs(s${at} - w${at}) <= 0.01 * abs(w${at}) + 0.06)::INTEGER) AS e${at}`).join(", ")} FROM (
  SELECT ${tried
    .map(
      ({ of, share, by }, at) =>
        `${share.value}::DOUBLE * ${1 / share.scale} AS s${at}, 100 * ${of.value}::DOUBLE / nullif(sum(${of.value}::DOUBLE) OVER (PARTITION BY ${by}), 0) AS w${at}`,
    )
    .join(",\n    ")} FROM ${source})`,
  );
  const adding = new Set(tried.flatMap(({ of }, at) => (Number(row[`e${at}`] ?? 0) >= mostRows ? [of] : [])));
  return measures.map((one) =>
    adding.has(one)
      ? { ...one, adds: true, surely: true, kind: "percent", decimals: one.whole === true ? 0 : one.decimals }
      : one,
  );
}
