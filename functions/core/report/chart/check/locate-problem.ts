import type { ChartRequest } from "../../document/document.ts";
import type { Problem, Where } from "../../../errors.ts";
import { placeInSpec } from "./place-in-spec.ts";
import type { SpecFault } from "./spec-fault.ts";

/**
 * Moves a problem to its place in the spec's file, and adds the place in the report that draws the chart.
 *
 * @param ofKey whether the name of the member is meant, not its value
 */
export function locateProblem<Found extends Problem>(
  problem: Found,
  pointer: string | undefined,
  ofKey: boolean,
  { name, source }: ChartRequest,
  where: Where,
): Found {
  if (source === undefined) return problem;
  const drawn = where.file === undefined || where.line === undefined ? "" : ` (${where.file}:${where.line})`;
  return {
    ...problem,
    message: problem.message.replace(`Chart "${name}":`, `Chart "${name}"${drawn}:`),
    where: { ...placeInSpec(source.file, source.text, pointer ?? "", ofKey ? "key" : "value"), name },
  };
}

/** Turns a fault of a chart's spec into a problem. */
export function problemOf<Code extends string>(
  { pointer: _pointer, ofKey: _ofKey, sure: _sure, message, ...fault }: SpecFault<Code>,
  name: string,
  where: Where,
): Problem & { readonly code: Code } {
  return { ...fault, message: `Chart "${name}": ${message}`, where: { ...where, name } };
}
