import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";
import type { LimitRole } from "./limit-role.ts";

/** Longest name of a row. */
const mostLetters = 40;
/** Names of numbers that name. */
const numberName = /(id|nr|no|number|nummer)\.?$|编号|单号|号$/i;

const isNumber = ({ name, type }: ColumnLook): boolean => type === "integer" && numberName.test(name.trim());

/** The column whose name or number each row has for itself. */
export function nameOfRows({ looks, time }: Pick<Roles, "looks" | "time">, rows: number): LimitRole["name"] {
  const own = looks.filter(
    ({ name, distinct, values }) => distinct === rows && values === rows && time?.columns.includes(name) !== true,
  );
  const found = own.find(({ type, length }) => type === "text" && length <= mostLetters) ?? own.find(isNumber);
  if (found === undefined) return undefined;
  const value = found.type === "text" ? `trim(${quoteName(found.name)})` : `${quoteName(found.name)}::BIGINT::VARCHAR`;
  return { column: found.name, label: readLabel(found.name).label, value };
}
