import { BroadsheetError } from "../../../errors.ts";
import type { DraftTable } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import { isIdentifierName } from "./measures/labelling.ts";
import { refuseMixed } from "./measures/mixed-units.ts";
import type { Roles, TimeRole } from "./roles.ts";

export function needMeasures(roles: Roles, looks: readonly ColumnLook[]): Roles {
  if (roles.measures.length > 0) return roles;
  refuseMixed(looks);
  const texts = looks.filter(isNumbersAsText).map(({ name }) => name);
  throw refusal(
    "nothing-measured",
    texts.length === 0
      ? "no column of numbers measures anything"
      : `no column of numbers measures anything; the numbers of ${texts
          .slice(0, 4)
          .map((name) => `"${name}"`)
          .join(", ")} are stored as text`,
    texts,
    "a column of numbers that are stored as text needs a recipe first: docs/data.md",
  );
}

/** Whether a column holds numbers that are stored as texts. */
export function isNumbersAsText({ name, type, texts }: ColumnLook): boolean {
  const numbers = texts.filter((text) => /^[+-]?\d[\d., ]*%?$/.test(text.trim()));
  return type === "text" && texts.length > 2 && numbers.length === texts.length && !isIdentifierName(name);
}

/** @throws BroadsheetError for forecasts: rows of two years, one of which is when the other was foreseen */
export function refuseTwoTimes(looks: readonly ColumnLook[], time: TimeRole): void {
  if (time.raw !== "year") return;
  const years = looks.filter(
    ({ name, type, low, high }) =>
      type === "integer" && /year|jahr/i.test(name) && low >= 1500 && high <= 2200 && !time.columns.includes(name),
  );
  if (years.length > 0)
    throw refusal(
      "two-times",
      "two columns hold years, and only the author knows which one counts",
      [...time.columns, ...years.map(({ name }) => name)],
      "leave one of them out in a recipe, or select one of its years",
    );
}

/** @throws BroadsheetError for a table most of whose columns have no names */
export function refuseUnnamed({ columns, rows }: DraftTable): void {
  if (rows < 2)
    throw refusal("too-few-rows", "a report needs at least two rows", [String(rows)], "give a table with more rows");
  const unnamed = columns.filter(({ name }) => /^column_\d+$/.test(name));
  if (unnamed.length * 2 > columns.length)
    throw refusal(
      "no-column-names",
      "most columns have no names",
      columns.map(({ name }) => name).slice(0, 8),
      "put a row of names above the data, or say in a recipe which line has them",
    );
}

export function refusal(code: string, message: string, seen: readonly string[], hint: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code,
    message: `No report can be drafted: ${message}`,
    ...(seen.length > 0 && { seen: seen.slice(0, 12) }),
    hint,
  });
}
