import { quoteName } from "../../../core/report/query/quote-name.ts";
import type { ColumnFacts, ComparedColumn, FactsOfBoth, RunOverBoth } from "./diff.ts";
import { shownValue } from "./diff.ts";

/** Reads the different values, the lowest and the highest of each column, in both versions. */
export async function readFacts(columns: readonly ComparedColumn[], run: RunOverBoth): Promise<readonly FactsOfBoth[]> {
  if (columns.length === 0) return [];
  const parts = columns.flatMap(({ name, type }, index) => {
    const column = quoteName(name);
    const ends =
      type === "text" || type === "boolean"
        ? "NULL AS low, NULL AS high"
        : `${shownValue(`min(${column})`)} AS low, ${shownValue(`max(${column})`)} AS high`;
    return ["old", "new"].map(
      (side) => `SELECT ${index} AS place, '${side}' AS side, count(DISTINCT ${column}) AS n, ${ends} FROM ${side}`,
    );
  });
  const facts = new Map(
    (await run(parts.join(" UNION ALL "))).map(([place, side, distinct, lowest, highest]) => [
      `${side} ${place}`,
      {
        distinct: Number(distinct),
        ...(lowest != null && highest != null && { lowest: plain(lowest), highest: plain(highest) }),
      } satisfies ColumnFacts,
    ]),
  );
  return columns.map((_, index) => ({ from: facts.get(`old ${index}`)!, to: facts.get(`new ${index}`)! }));
}

/** A decimal without the zeros that only the width of its column asks for. */
function plain(value: string | number): string {
  const text = String(value);
  return /^-?[0-9]+\.[0-9]+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}
