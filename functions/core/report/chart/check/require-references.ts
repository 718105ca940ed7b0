import type { ChartRequest } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { checkReferences } from "./check-references.ts";
import type { Vega } from "../vega.ts";
import { locateProblem, problemOf } from "./locate-problem.ts";

/**
 * Refuses a Vega spec that uses undefined scales, projections or data. A chart drawn as authored is drawn as Vega
 * would, with a warning.
 *
 * @throws BroadsheetError `chart-failed` naming each, with the existing names
 */
export function requireReferences(vega: Vega, request: ChartRequest, { where, warn, authored }: ChartSettings): void {
  if (request.dialect !== "vega") return;
  const problems = checkReferences(vega, request.spec).map((fault) =>
    locateProblem(problemOf(fault, request.name, where), fault.pointer, false, request, where),
  );
  if (problems.length === 0) return;
  if (authored === undefined) throw new BroadsheetError("chart-failed", problems);
  for (const problem of problems) warn({ ...problem, code: "chart-warning" });
}
