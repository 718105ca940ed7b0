import { isMembers, isText, isTime } from "../../lifecycle/records/member-checks.ts";
import { latestTime } from "../../lifecycle/records/keys.ts";
import { type ReportShapes, reportKind } from "../../lifecycle/records/report-kind.ts";
import { type Kind, type Subject, subjectOf } from "../../lifecycle/records/subject.ts";
import type { EditionInputs } from "./edition.ts";

/*
 * Keys of editions:
 *
 *     publications/{name}/editions/{edition}/{generation}/request.json   the edition's inputs, created once
 *     publications/{name}/editions/{edition}/{generation}/report.pdf     the report's PDF, kept for as long as the edition
 *     publications/{name}/editions/{edition}/{generation}/content.json   what it shows
 *     publications/{name}/editions/{edition}/{generation}/changes.json   what the edition before did not show
 *     publications/{name}/editions/{edition}/{generation}/data/changes.json what changed in its data
 *     publications/{name}/editions/{edition}/{generation}/handover.json  of a batch instead of these: what it made,
 *     publications/{name}/editions/{edition}/{generation}/output/{file}  its archive or volumes, and its manifest
 *     publications/{name}/editions/{edition}/{generation}/outcome.json   how it ended
 *     publications/{name}/newest/{inverted time}-{edition}               newest first, by plain listing, see `edition-mark.ts`
 *     publishing/{name}/{edition}-{generation}                           empty: editions that may lack an outcome
 */
export const publishingPrefix = "publishing/";

export interface EditionShapes {
  readonly accepted: EditionInputs;
  readonly ready: ReportShapes["ready"];
  readonly progress: object;
}

/**
 * Source of the pattern of an edition's id: an instant, `2026-11-27t07-00-00z`, or dataset and sequence, `sales-12`.
 */
export const editionIdPattern = "[a-z0-9][a-z0-9-]{0,80}";

/**
 * Editions of a publication have a life as reports have, except that nobody attempts them: their reports are attempted.
 */
export function editionKind(publication: string): Kind<EditionShapes> {
  return {
    name: "edition",
    root: `publications/${publication}/editions/`,
    pending: `${publishingPrefix}${publication}/`,
    idPattern: editionIdPattern,
    outcome: "outcome.json",
    results: ["report.pdf", "content.json", "changes.json"],
    mostAttempts: Infinity,
    lost: { code: "edition-lost", message: "the edition was lost" },
    isAccepted: (value): value is Readonly<Record<string, unknown>> & EditionInputs =>
      isTime(value["instant"]) && isText(value["day"]) && isMembers(value["cause"]),
    faultOfReady: reportKind.faultOfReady,
    isProgress: () => true,
  };
}

/** One generation of an edition. */
export function editionOf(publication: string, id: string, generation: number): Subject<EditionShapes> {
  return subjectOf(editionKind(publication), id, generation);
}

export function newestPrefix(publication: string): string {
  return `publications/${publication}/newest/`;
}

/** @param instant milliseconds since the epoch */
export function newestKey(publication: string, instant: number, id: string): string {
  return `${newestPrefix(publication)}${String(latestTime - instant).padStart(13, "0")}-${id}`;
}

/** The edition's id and instant of a key below `newest/`; undefined for any other key. */
export function parseNewestKey(key: string): { readonly id: string; readonly instant: number } | undefined {
  const match = new RegExp(`/newest/(\\d{13})-(${editionIdPattern})$`).exec(key);
  return match ? { id: match[2]!, instant: latestTime - Number(match[1]) } : undefined;
}

/** Publication, edition and generation of a marker below `publishing/`; undefined for any other key. */
export function parsePublishingKey(
  key: string,
): { readonly publication: string; readonly id: string; readonly generation: number } | undefined {
  const match = new RegExp(`^${publishingPrefix}([^/]+)/(${editionIdPattern})-([1-9]\\d*)$`).exec(key);
  return match ? { publication: match[1]!, id: match[2]!, generation: Number(match[3]) } : undefined;
}

/** The id of an edition made for an instant: `2026-11-27t07-00-00z`. @param instant milliseconds since the epoch */
export function instantId(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).toLowerCase().replaceAll(":", "-")}z`;
}
