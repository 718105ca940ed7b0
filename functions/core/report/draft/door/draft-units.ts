import type { Warning } from "../../../errors.ts";
import type { DatasetProfile } from "../../dataset/dataset.ts";
import { unitPattern } from "../../dataset/unit-pattern.ts";
import { readLabel } from "../names/read-label.ts";

/** A sign or code of a currency before an amount, or behind it; beside it a minus or a bracket may stand. */
const sign = new RegExp(`^[-−+(]?\\s*(${unitPattern})|(${unitPattern})\\s*[-−)]?$`, "u");

/**
 * The signs of currencies that the numbers of columns were written with. The table has the numbers alone; a warning of
 * the profile says that they were read from `£12.50`, and all values of such a column have the one sign.
 *
 * @returns the sign by the column's name, for columns with no unit of their own, nor one in their name
 */
export function currenciesOf({ columns, warnings }: Pick<DatasetProfile, "columns" | "warnings">): Map<string, string> {
  const numbers = new Set(
    columns
      .filter(({ type, unit }) => (type === "number" || type === "integer") && unit === undefined)
      .map(({ name }) => name)
      .filter((name) => readLabel(name).unit === ""),
  );
  return new Map(
    warnings.flatMap((warning) => {
      const name = warning.where?.name;
      const found = signIn(warning);
      return name !== undefined && numbers.has(name) && found !== undefined ? [[name, found] as const] : [];
    }),
  );
}

/** The sign in the example of a warning; none for percent, which has no currency. */
function signIn({ seen }: Warning): string | undefined {
  if (typeof seen !== "string") return undefined;
  const [, before, behind] = sign.exec(seen.trim()) ?? [];
  const found = before ?? behind;
  return found === undefined || /[%‰]/.test(found) ? undefined : found;
}
