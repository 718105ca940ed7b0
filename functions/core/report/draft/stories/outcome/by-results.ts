import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { OutcomeRole } from "./outcome.ts";
import type { readPassed } from "./state-words.ts";

/** What a column tells of the end of rows, before it is known by which others that differs. */
export type Told = Omit<
  OutcomeRole,
  | "groups"
  | "steps"
  | "amount"
  | "isAsked"
  | "isQuality"
  | "isOfOneTime"
  | "isResult"
  | "isWon"
  | "isRare"
  | "undecided"
> &
  Partial<Pick<OutcomeRole, "isResult" | "isWon" | "isRare" | "undecided">> & {
    /** Whether it is who missed an appointment. */
    readonly isMissed?: boolean;
  };

/** How surely a column tells it. */
export type Found = Told & { readonly weight: number };

/** The label of a column, without the verb of its yes or no. */
export const labelOf = ({ name }: ColumnLook): string => readLabel(name.replace(/^(is|has)[_ ](?=.)/i, "")).label;

/** SQL of a list of texts. */
export const list = (texts: readonly string[]): string => texts.map((text) => quoteText(text.trim())).join(", ");

/** What was won of what was won or lost; what is still open has not ended. */
export function byDeals(
  look: ColumnLook,
  { won, lost }: { readonly won: readonly string[]; readonly lost: readonly string[] },
): Found {
  const state = `trim(${quoteName(look.name)})`;
  return {
    column: look.name,
    label: labelOf(look),
    told: "state",
    ended: `CASE WHEN ${state} IN (${list(won)}) THEN true WHEN ${state} IN (${list(lost)}) THEN false END`,
    state,
    counted: won.map((text) => text.trim()),
    isOpen: false,
    isWon: true,
    isWithout: false,
    weight: 4,
  };
}

/** Who passed, of all who took part. */
export function byResults(look: ColumnLook, { passed, notTaken }: NonNullable<ReturnType<typeof readPassed>>): Found {
  const found = byDeals(look, { won: passed, lost: [] });
  return {
    ...found,
    ended: `CASE WHEN ${found.state} NOT IN (${list(notTaken)}) THEN ${found.state} IN (${list(passed)}) END`,
    isWon: false,
    isResult: true,
    undecided: notTaken.map((text) => text.trim()),
  };
}

/** Who missed an appointment, of all that were made, also of those that were called off. */
export function byMissed(look: ColumnLook, missed: readonly string[]): Found {
  const found = byDeals(look, { won: missed, lost: [] });
  return { ...found, ended: `${found.state} IN (${list(missed)})`, isWon: false, isMissed: true };
}
