import type { ChartRequest } from "../../document/document.ts";
import type { Problem, Where } from "../../../errors.ts";
import { findField, findText, valueAt } from "./find-in-spec.ts";
import type { Vega } from "../vega.ts";
import { locateProblem } from "./locate-problem.ts";

/** Moves a problem found in the compiled spec to its place in the spec's file, by the text seen. */
export function locateFound<Found extends Problem>(
  vega: Vega,
  problem: Found,
  request: ChartRequest,
  where: Where,
): Found {
  return locateProblem(problem, placeOf(vega, problem, request), false, request, where);
}

function placeOf(vega: Vega, { code, seen, message }: Problem, { spec }: ChartRequest): string | undefined {
  if (code === "bad-size") return ["/width", "/height"].find((pointer) => valueAt(spec, pointer) !== undefined);
  if (typeof seen !== "string") return undefined;
  if (code !== "unknown-field") return findText(spec, seen);
  return findField(vega, spec, seen, /(?:mark|scale) "([^"]*)"/.exec(message)?.[1] ?? "");
}
