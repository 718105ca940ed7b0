import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { type MomentName, readMomentName } from "./moment-names.ts";
import { clockPattern } from "./span-sql.ts";
import type { Moment } from "./span-role.ts";

/** A column of moments and what its name says. */
export interface NamedMoment extends MomentName {
  readonly moment: Moment;
  /** Rows that have one. */
  readonly values: number;
}

/** Fewest rows that say anything about a span. */
export const fewestSpans = 12;
const clock = new RegExp(clockPattern);

function kindOf({ type, texts }: ColumnLook): Moment["kind"] | undefined {
  if (type === "date") return "day";
  if (type === "timestamp") return "instant";
  return type === "text" && texts.length > 0 && texts.every((text) => clock.test(text.trim())) ? "clock" : undefined;
}

/** The columns of a table that hold moments of which people ask how far they lie apart. */
export function findMoments(looks: readonly ColumnLook[]): readonly NamedMoment[] {
  return looks.flatMap((look): NamedMoment[] => {
    const kind = kindOf(look);
    const name = kind === undefined || look.values < fewestSpans ? undefined : readMomentName(look.name);
    if (kind === undefined || name === undefined) return [];
    const moment: Moment = { column: look.name, label: readLabel(look.name).label, kind };
    return [{ ...name, moment, values: look.values }];
  });
}
