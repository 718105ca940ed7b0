import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import { columnNamed } from "./column-named.ts";
import type { MissingMarkers } from "./recipe.ts";

/**
 * A table expression whose cells are null where they are a marker of a missing value, spaces around it aside.
 *
 * @param source a table or table expression
 * @param names its columns, as the recipe's author knows them
 * @param fields the same as the source names them @default `names`
 * @throws BroadsheetError `invalid-dataset`, `unknown-column`, if a marker's column is not there
 */
export function withoutMissing(
  source: string,
  names: readonly string[],
  missing: MissingMarkers | undefined,
  fields: readonly string[] = names,
): string {
  if (missing === undefined) return source;
  const markers = markersOf(names, missing);
  const cells = names.map((name, index) => {
    const cell = quoteName(fields[index]!);
    const own = markers.get(name);
    if (own === undefined) return cell;
    return `CASE WHEN trim(CAST(${cell} AS VARCHAR)) IN (${own.map(quoteText).join(", ")}) THEN NULL ELSE ${cell} END AS ${cell}`;
  });
  return `(SELECT ${cells.join(", ")} FROM ${source})`;
}

/** The markers of each column that has some. @throws BroadsheetError `unknown-column` */
export function markersOf(names: readonly string[], missing: MissingMarkers): ReadonlyMap<string, readonly string[]> {
  if (isList(missing)) return new Map(names.map((name) => [name, missing]));
  return new Map(Object.entries(missing).map(([asked, own]) => [named(asked, names), own]));
}

function isList(missing: MissingMarkers): missing is readonly string[] {
  return Array.isArray(missing);
}

function named(asked: string, names: readonly string[]): string {
  const found = columnNamed(asked, names);
  if (found !== undefined) return found;
  throw new BroadsheetError("invalid-dataset", {
    code: "unknown-column",
    message: `The recipe names missing values of the column "${asked}", which the file does not have`,
    where: { pointer: pointerTo("/missing", asked), name: asked },
    seen: asked,
    allowed: names.slice(0, 100),
    ...hintNearMatch(asked, names),
  });
}
