import type { DraftTable } from "../../draft.ts";
import { type ColumnLook, lookAtColumns } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";

/** A column of numbers some of which are only bounds: `<0.5`. */
export interface SignedColumn {
  /** What its numbers look like, without the signs. */
  readonly look: ColumnLook;
  /** SQL of the number, and of the sign before it: `<` or `>`. What was not found is less than can be measured. */
  readonly value: string;
  readonly sign: string;
}

/** Share of its values that must be numbers without a sign. */
const mostly = 0.5;

const number = "\\d+([.,]\\d+)?";
/** What stands where nothing was measured, and where nothing was found. */
const missing = "[-–—.]{0,3}|(?i:n/?a|null|nan|k\\. ?a\\.)";
const notFound = "(?i:n\\.? ?[dn]\\.?|not detected|nicht nachweisbar)|未检出";
/** Mean length of texts above which they are no numbers. */
const longest = 12;

/**
 * The columns of texts all of which are numbers, of which some have a sign before them: what a laboratory could not
 * measure any more is less than a bound. Where a comma before three digits could be one of thousands in all of them,
 * nobody knows what they are, and they are none.
 */
export async function readSigned(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  looks: readonly ColumnLook[],
): Promise<readonly SignedColumn[]> {
  const texts = looks.filter(({ type, length, values }) => type === "text" && values > 0 && length <= longest);
  const found: SignedColumn[] = [];
  for (const look of texts) {
    const text = `trim(${quoteName(look.name)})`;
    const [row = {}] = await ask(countsSql(text, source));
    const count = (name: string): number => Number(row[name] ?? 0);
    const [filled, commas, points] = ["filled", "commas", "points"].map(count) as [number, number, number];
    const isNumbers = count("signed") > 0 && count("numbers") === filled && count("plain") >= mostly * filled;
    const isClear = (commas === 0 || count("fractions") > 0) && (points === 0 || count("tenths") > 0);
    if (!isNumbers || !isClear || (commas > 0 && points > 0)) continue;
    const plain = `TRY_CAST(replace(regexp_replace(${text}, '^[<>] ?', ''), ',', '.') AS DOUBLE)`;
    const value = `CASE WHEN regexp_full_match(${text}, '${notFound}') THEN 0 ELSE ${plain} END`;
    const sign = `CASE WHEN regexp_full_match(${text}, '<.*|${notFound}') THEN '<' WHEN ${text} LIKE '>%' THEN '>' END`;
    const numbers = `(SELECT ${plain} AS ${quoteName(look.name)} FROM ${source})`;
    const [seen] = await lookAtColumns({ ask }, [{ ...look, type: "number" }], numbers);
    if (seen !== undefined) found.push({ look: seen, value, sign });
  }
  return found;
}

/** SQL that counts what the texts of a column are. */
const countsSql = (text: string, source: string): string => `SELECT count(t) AS filled,
  count(*) FILTER (regexp_full_match(t, '[<>]? ?${number}|${notFound}')) AS numbers, count(*) FILTER (regexp_full_match(t, '${number}')) AS plain,
  count(*) FILTER (regexp_full_match(t, '[<>].*|${notFound}')) AS signed, count(*) FILTER (contains(t, ',')) AS commas, count(*) FILTER (regexp_matches(t, ',(\\d{1,2}|\\d{4,})$|^[<>]? ?0,')) AS fractions,
  count(*) FILTER (contains(t, '.') AND regexp_matches(t, '\\d')) AS points, count(*) FILTER (regexp_matches(t, '\\.(\\d{1,2}|\\d{4,})$|^[<>]? ?0\\.')) AS tenths
FROM (SELECT CASE WHEN NOT regexp_full_match(${text}, '${missing}') THEN ${text} END AS t FROM ${source})`;
