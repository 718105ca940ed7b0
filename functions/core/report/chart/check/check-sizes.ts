import type { ChartRequest } from "../../document/document.ts";
import { BroadsheetError, type Problem, type Where } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { locateProblem } from "./locate-problem.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { isSpec, type Spec } from "../spec.ts";
import type { Vega } from "../vega.ts";

const lists = ["layer", "concat", "hconcat", "vconcat"];

/**
 * Refuses invalid view sizes: Vega silently draws a chart of width "wide" a few points wide.
 *
 * @throws BroadsheetError `chart-failed` naming each
 */
export function checkSizes(_vega: Vega, request: ChartRequest, { where }: ChartSettings): void {
  const problems: Problem[] = [];
  const visit = (view: unknown, pointer: string): void => {
    if (!isSpec(view)) return;
    for (const name of ["width", "height"])
      if (!isSize(view[name], request.dialect))
        problems.push(problemOf(view[name], pointerTo(pointer, name), request, where));
    if (request.dialect === "vega") return;
    for (const list of lists) {
      const views = view[list];
      if (Array.isArray(views))
        for (const [index, child] of views.entries()) visit(child, pointerTo(pointerTo(pointer, list), index));
    }
    visit(view["spec"], pointerTo(pointer, "spec"));
  };
  visit(request.spec, "");
  if (problems.length > 0) throw new BroadsheetError("chart-failed", problems);
}

/** Whether a value is a size or an expression for one. */
function isSize(value: unknown, dialect: ChartRequest["dialect"]): boolean {
  if (value === undefined || value === null || (value === "container" && dialect === "vega-lite")) return true;
  return isSpec(value) ? isStep(value) : typeof value === "number" && value >= 0;
}

function isStep({ step }: Spec): boolean {
  return step === undefined || isSpec(step) || (typeof step === "number" && step >= 0);
}

function problemOf(seen: unknown, pointer: string, request: ChartRequest, where: Where): Problem {
  const bare = typeof seen === "string" && seen.trim() !== "" && Number(seen) >= 0;
  const problem = {
    code: "bad-size",
    message: `Chart "${request.name}": ${pointer.slice(1).replaceAll("/", ".")} is ${JSON.stringify(seen)}, which is not a size`,
    where: { ...where, name: request.name },
    seen,
    allowed:
      request.dialect === "vega"
        ? "points, not below 0, or a signal"
        : 'points, not below 0, "container" or {"step": points}',
    ...(bare ? { hint: `write ${seen} without quotes` } : {}),
  };
  return locateProblem(problem, pointer, false, request, where);
}
