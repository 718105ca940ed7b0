import { type Plan, unitOf } from "../blocks/parts.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { behindValue } from "../units.ts";
import { said } from "../words/liquid.ts";

/** What stands behind a value of a measure: its unit, with the space that keeps it there. */
export function afterValue(measure: MeasureRole, { language }: Plan): string {
  const unit = behindValue(unitOf(measure, language), language);
  return unit.startsWith("\u00a0") ? `\u00a0${said(unit)}` : said(unit);
}
