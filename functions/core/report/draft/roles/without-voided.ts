import type { ColumnLook } from "../look/look-at-columns.ts";
import { isMoney } from "../names/measure-words.ts";
import { isCancelledState } from "../names/cells/void-states.ts";
import { quoteName, quoteText } from "../quote.ts";
import type { MeasureRole, Roles, VoidedRole } from "./roles.ts";

/** Most states that people tell apart. */
const mostStates = 12;

const moneyName =
  /\b(fees?|prices?|amounts?|charges?|costs?|revenue|sales|value|total|takings|claimed|premium|rent|fare|donation)\b|gebühr|betrag|preis|umsatz|erlös|summe|entgelt|kosten|miete|费|金额|价|额|款/iu;
/** What was given back is of those rows alone. */
const givenBack = /refund|returned|erstatt|gutschrift|storno|cancel|rejected|declined|退|拒/iu;

const isAmount = ({ column, unit }: MeasureRole): boolean =>
  (isMoney(unit) || moneyName.test(column.replace(/[_-]+/g, " "))) && !givenBack.test(column);

/**
 * The roles without what belongs to rows that were cancelled, refunded or rejected, or to which nobody came, as a
 * column of states says. If there are amounts, which nobody has paid then, whatever else is measured or counted is
 * without these rows as well: an amount of some rows beside a number of all would contradict it.
 */
export function withoutVoided(roles: Roles): Roles {
  const { story, measures, looks, selector, long, time } = roles;
  if (selector !== undefined || long?.turned === true || story === "survey" || story === "series") return roles;
  const used = new Set(time?.columns);
  const column = looks.find((look) => !used.has(look.name) && hasVoided(look));
  if (column === undefined || !measures.some(isAmount)) return roles;
  const texts = [...new Set(column.texts.filter(isCancelledState).map((text) => text.trim()))];
  const state = `trim(${quoteName(column.name)})`;
  const isVoid = `coalesce(${state} IN (${texts.map(quoteText).join(", ")}), false)`;
  const happened = measures.filter((measure) => !givenBack.test(measure.column));
  const voided: VoidedRole = { column: column.name, texts, isVoid, measures: happened.map(({ key }) => key) };
  return {
    ...roles,
    voided,
    measures: measures.map((measure) =>
      happened.includes(measure)
        ? {
            ...measure,
            entire: measure.value,
            value: `(CASE WHEN NOT ${isVoid} THEN ${measure.value} END)`,
          }
        : measure,
    ),
  };
}

/** Whether a column says of some rows that they were cancelled, and of others that they were not. */
function hasVoided({ type, distinct, texts }: ColumnLook): boolean {
  if (type !== "text" || distinct < 2 || distinct > mostStates) return false;
  const found = texts.filter(isCancelledState);
  return found.length > 0 && found.length < texts.length;
}

/** The roles with all rows, also those that were cancelled: the section on what rows end in has theirs. */
export function withVoided(roles: Roles): Roles {
  if (roles.voided === undefined) return roles;
  return { ...roles, measures: roles.measures.map((one) => ({ ...one, value: one.entire ?? one.value })) };
}
