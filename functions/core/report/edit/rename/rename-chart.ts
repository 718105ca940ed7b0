import type { Patch } from "../edit.ts";
import { renameInDirectives } from "./rename-in-directives.ts";
import { namesOfFiles, noName, takenName, type Texts, unknownName } from "./uses.ts";

const chartFile = /^charts\/([a-z0-9][a-z0-9_-]*)\.v[lg]\.json$/;

/**
 * The patches that give a chart another name where directives draw it. Its file moves.
 *
 * @throws BroadsheetError `not-found` for a chart that is not there, `invalid-request` for a name that cannot be one,
 *   `conflict` for one that is taken, or where a directive does not say which it draws
 */
export function renameChart(texts: Texts, from: string, to: string, math: boolean): readonly Patch[] {
  const charts = namesOfFiles(texts, chartFile);
  if (!charts.includes(from)) throw unknownName("chart", from, charts);
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(to))
    throw noName(to, "a lower-case letter or digit, then letters, digits, hyphens and underscores");
  if (charts.includes(to)) throw takenName(to, "another chart");
  return renameInDirectives(texts, "chart", from, to, math);
}
