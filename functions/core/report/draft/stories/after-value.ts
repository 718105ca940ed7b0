import { type Plan, unitOf } from "../blocks/parts.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { behindValue } from "../units.ts";
import { said } from "../words/liquid.ts";

/** What stands behind a value, in the text of a report, with the space that keeps it there. */
export function behind(unit: string): string {
  return unit.startsWith("\u00a0") ? `\u00a0${said(unit)}` : said(unit);
}

/** What stands behind a value of a measure. */
export function afterValue(measure: MeasureRole, { language }: Plan): string {
  return behind(behindValue(unitOf(measure, language), language));
}
