import type { MeasureRole, TimeRole } from "../roles.ts";

/** Names that do not say what is counted: it may be who is unemployed in a month, of whom a year has no sum. */
const bareCount = /^(count|counts|number|anzahl|total|n|no\.?|values?|wert|数|数量|数值|合计|总数)$/i;

/** Names of whom a month may have counted once, or each time that they came. */
const countedOnce = /^(kunden|customers|clients|users|members|visitors|besucher|nutzer|staff|用户|客户|会员)$/i;

/** A measure that is only called a count: of events on days a month has a sum, of what months have, no year has. */
export function withLasting(measure: MeasureRole, time: TimeRole | undefined): MeasureRole {
  const isBare =
    time !== undefined &&
    time.raw !== "day" &&
    measure.adds &&
    [bareCount, countedOnce].some((name) => name.test(measure.label.trim()));
  return isBare ? { ...measure, lasting: true } : measure;
}
