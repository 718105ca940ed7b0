import type { ColumnLook } from "../look/look-at-columns.ts";

/** Names of the numbers of records: of tickets, orders, claims. */
const recordName =
  /(^|[^a-z])(id|nr|no|number|ref|reference)\.?$|nummer$|编号|单号|_id$|^(ticket|order|invoice|claim|case|booking|request|job|visit)s?$/i;

/** Whether each row is a record that has a number of its own. */
export function areNumbered(looks: readonly ColumnLook[], rows: number): boolean {
  return looks.some(
    ({ name, distinct, values }) => distinct === rows && values === rows && recordName.test(name.trim()),
  );
}
