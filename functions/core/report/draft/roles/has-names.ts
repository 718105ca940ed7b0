import type { ColumnLook } from "../look/look-at-columns.ts";
import { isMemberColumn } from "./find-members.ts";

/** Whether a column names each row as people name things, or by a number of its own. */
export function hasNames(looks: readonly ColumnLook[], rows: number): boolean {
  return looks.some((look) => {
    const { name, type, distinct, values, texts } = look;
    if (distinct !== rows || values !== rows) return false;
    if (type === "integer") return /(^|[^a-z])(id|nr|no|number)$|nummer$|工号|编号/i.test(name.trim());
    // A voucher's number is no name.
    const words = texts.filter((text) => /^\D+$/.test(text));
    return isMemberColumn(look, rows) && words.length >= 0.8 * texts.length;
  });
}
