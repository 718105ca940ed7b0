import type { Problem } from "../../core/errors.ts";
import { isByDefinition, type SourceLook } from "../../core/service/source/look-at-source.ts";
import { describeProblem } from "../problem-details.ts";

/** The schema `SourceSummary`. @param now a time that has passed is due now; milliseconds since the epoch */
export function summarizeSource(look: SourceLook, now: number): Record<string, unknown> {
  const { source, last, next, place } = look;
  const { engine, connection } = source.definition;
  const state = stateOf(look);
  const problems = problemsOf(look);
  return {
    name: source.name,
    engine,
    connection,
    state,
    version: place.version,
    rows: last?.rows,
    bytes: last?.provenance.bytes,
    refreshed: last && new Date(last.at).toISOString(),
    next: state === "refreshing" || next === undefined ? undefined : new Date(Math.max(next, now)).toISOString(),
    problems: problems?.map(describeProblem),
  };
}

/** The schema `Source`. */
export function describeSource(look: SourceLook, now: number): Record<string, unknown> {
  const { source, last, latest } = look;
  const { engine: _engine, connection: _connection, ...definition } = source.definition;
  const { outcome } = latest ?? {};
  return {
    ...summarizeSource(look, now),
    ...definition,
    text: source.text,
    definition: source.version,
    since: new Date(source.at).toISOString(),
    by: source.by,
    provenance: last?.provenance,
    changed: outcome?.state === "ready" ? outcome.changed : undefined,
  };
}

function stateOf({ source, latest }: SourceLook): "waiting" | "refreshing" | "ready" | "failed" {
  if (latest === undefined) return "waiting";
  if (latest.outcome === undefined) return "refreshing";
  if (!isByDefinition(source, latest)) return "waiting";
  return latest.outcome.state === "ready" ? "ready" : "failed";
}

/** Why the last refresh failed, or its last attempt; of an earlier definition, nothing. */
function problemsOf({ source, latest }: SourceLook): readonly Problem[] | undefined {
  if (latest === undefined || !isByDefinition(source, latest)) return undefined;
  const { outcome } = latest;
  return outcome?.state === "failed"
    ? outcome.problems
    : outcome === undefined
      ? latest.latest?.ended?.problems
      : undefined;
}
