import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import type { MeasureRole } from "./roles.ts";

/** The measures of a ledger: what is left, what came in and what went out, of signed amounts beside accounts. */
export function findLedger(
  looks: readonly ColumnLook[],
  measures: readonly MeasureRole[],
): readonly MeasureRole[] | undefined {
  const account = looks.some(({ name }) => /account|konto|category|kategorie|科目|账户/i.test(name));
  const amount = measures.find(
    ({ column }) =>
      /amount|betrag|buchung|金额/i.test(column) &&
      looks.some((look) => look.name === column && look.negative && look.high > 0),
  );
  if (!account || amount === undefined) return undefined;
  const value = quoteName(amount.column);
  const decimals = Math.min(amount.decimals, 0);
  const made = (
    key: "net" | "income" | "expenses",
    label: string,
    sql: string,
    kind: MeasureRole["kind"],
  ): MeasureRole => ({
    ...amount,
    key,
    label,
    called: key,
    value: sql,
    adds: true,
    surely: true,
    kind,
    decimals,
  });
  return [
    made("net", "Net", value, "amount"),
    made("income", "Income", `greatest(${value}, 0)`, "percent"),
    made("expenses", "Expenses", `greatest(-${value}, 0)`, "percent"),
  ];
}
