import type { DraftTable } from "../draft.ts";
import { readLimitName, readRangeName } from "../names/limit-names.ts";
import { quoteName } from "../quote.ts";

/**
 * The columns of texts beside limits of which some are only bounds: `<0.5`. They stay texts, since a value that is less
 * than its limit is within it, though nobody knows what it is.
 */
export async function boundedColumns({ ask, columns }: DraftTable): Promise<readonly string[]> {
  const texts = columns.filter(({ type }) => type === "text").slice(0, 80);
  if (texts.length === 0 || !columns.some(({ name }) => (readLimitName(name) ?? readRangeName(name)) !== undefined))
    return [];
  const found = texts.map(
    ({ name }, at) => `coalesce(bool_or(regexp_matches(trim(${quoteName(name)}), '^[<>] ?\\d')), false) AS b${at}`,
  );
  const [row = {}] = await ask(`SELECT ${found.join(", ")} FROM records`);
  return texts.filter((_, at) => row[`b${at}`] === true).map(({ name }) => name);
}
