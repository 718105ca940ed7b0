import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName, quoteText } from "../quote.ts";
import { keyOf } from "./measures/measure-of.ts";
import type { MeasureRole } from "./roles.ts";

const incoming =
  /^(in|incoming|inbound|into|receipts?|received|deposits?|credit|buy|purchases?|ein|eingang|zugang|haben|入库|收入)$/i;
const outgoing =
  /^(out|outgoing|outbound|issues?|issued|shipped|withdrawals?|debit|sell|sales?|aus|ausgang|abgang|soll|出库|支出)$/i;

/** The column that says of each row whether something came in or went out. */
export function directionOf(looks: readonly ColumnLook[]): ColumnLook | undefined {
  return looks.find(
    ({ type, texts, distinct }) =>
      type === "text" &&
      distinct === 2 &&
      texts.some((text) => incoming.test(text.trim())) &&
      texts.some((text) => outgoing.test(text.trim())),
  );
}

/**
 * What came in and what went out as measures of their own, since their sum is neither. Amounts with a sign have the
 * direction in it, and stay as they are.
 */
export function withDirections(
  looks: readonly ColumnLook[],
  direction: ColumnLook,
  measures: readonly MeasureRole[],
): readonly MeasureRole[] {
  const keys = new Set(measures.map(({ key }) => key));
  return measures.flatMap((measure) => {
    const look = looks.find(({ name }) => name === measure.column);
    if (!measure.adds || look === undefined || look.negative) return [measure];
    return direction.texts.map((text) => ({
      ...measure,
      key: keyOf(`${measure.key} ${text}`, keys),
      value: `(CASE WHEN ${quoteName(direction.name)} = ${quoteText(text)} THEN ${measure.value} END)`,
      label: `${measure.label}, ${text.trim()}`,
      direction: direction.name,
    }));
  });
}
