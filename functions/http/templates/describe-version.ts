import type { LoggedMove } from "../../core/names/name-log.ts";
import type { TemplateVersion } from "../../core/report/template/store/version-record.ts";
import { describeProblem } from "../problem-details.ts";

/** The schema `TemplateVersion`. */
export function describeVersion({
  version: hash,
  state,
  created,
  origin,
  by,
  warnings,
}: TemplateVersion): Record<string, unknown> {
  return { version: hash, state, created: iso(created), origin, by, warnings: warnings?.map(describeProblem) };
}

/** The schema `TemplateMove`. */
export function describeMove({ seq, version: hash, cause, removed, at, by, why }: LoggedMove): Record<string, unknown> {
  const kind = /^(promote|rollback|remove|seed)(?::|$)/.exec(cause)?.[1] ?? "store";
  return {
    seq,
    version: removed === true ? undefined : hash,
    kind: kind === "seed" ? "bundled" : kind,
    at: iso(at),
    by,
    why,
  };
}

/** @param ms milliseconds since the epoch */
function iso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
