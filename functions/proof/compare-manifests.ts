import { canonicalJson } from "../core/json/canonical-json.ts";
import type { Manifest } from "../core/report/pdf/manifest-attachment.ts";

/** One difference between a report and the same report rendered again. */
export interface Difference {
  readonly what:
    | "engine"
    | "template"
    | "dataset"
    | "stale"
    | "parameter"
    | "date"
    | "language"
    | "query"
    | "font"
    | "attachment"
    | "warning"
    | "content";
  /** Alias, pointer into the parameters (`weights.rd`), name of query, font or file, code, or part of the file. */
  readonly name?: string;
  /** Value in the given report; absent if it has none. */
  readonly report?: unknown;
  /** Value in the report rendered again. */
  readonly again?: unknown;
}

/**
 * Lists the differences between two manifests: inputs first, then results.
 *
 * @param again manifest of the report rendered again
 */
export function compareManifests(report: Manifest, again: Manifest): Difference[] {
  const scalar = (what: "engine" | "template" | "date" | "language"): Difference[] =>
    report[what] === again[what] ? [] : [{ what, report: report[what], again: again[what] }];
  return [
    ...scalar("engine"),
    ...scalar("template"),
    ...compareMembers("dataset", report.datasets, again.datasets),
    ...compareMembers("stale", report.stale ?? {}, again.stale ?? {}),
    ...compareMembers("parameter", flatten(report.parameters), flatten(again.parameters)),
    ...scalar("date"),
    ...scalar("language"),
    ...compareMembers("query", report.queries, again.queries),
    ...compareMembers("font", report.fonts, again.fonts),
    ...compareMembers("attachment", report.attachments, again.attachments),
    ...compareMembers("warning", report.warnings, again.warnings),
  ];
}

function compareMembers(
  what: Difference["what"],
  report: Readonly<Record<string, unknown>>,
  again: Readonly<Record<string, unknown>>,
): Difference[] {
  const names = [...new Set([...Object.keys(report), ...Object.keys(again)])].sort();
  return names.flatMap((name): Difference[] => {
    const [one, other] = [report[name], again[name]];
    if (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other)) return [];
    return [{ what, name, report: one, again: other }];
  });
}

/** `{weights: {rd: 1}}` → `{"weights.rd": 1}`. */
function flatten(parameters: Readonly<Record<string, unknown>>, prefix = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]): [string, unknown][] =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flatten(value as Record<string, unknown>, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value]],
    ),
  );
}
