import { reportOf } from "./report-kind.ts";
import type { Kind, Shapes, Subject } from "./subject.ts";

/*
 * Keys of the objects that record a life, in the folder of its subject:
 *
 *     {folder}request.json            the claim
 *     {folder}attempts/{n}.json       who works, until when
 *     {folder}outcome.json            the only terminal fact
 *     {recent}{inverted time}-{id}    empty: the newest first, by plain listing
 *     {pending}{id}-{generation}      empty: subjects that may lack an outcome, so that a sweep need not list
 *                                     everything ever made
 */

/** The latest time that a marker's 13 digits can hold: November 2286. */
export const latestTime = 9_999_999_999_999;

export function claimKey({ folder }: Pick<Subject<Shapes>, "folder">): string {
  return `${folder}request.json`;
}

export function attemptKey({ folder }: Pick<Subject<Shapes>, "folder">, attempt: number): string {
  return `${folder}attempts/${attempt}.json`;
}

export function outcomeKey<S extends Shapes>({ folder, kind }: Subject<S>): string {
  return `${folder}${kind.outcome}`;
}

/** Key of a report's PDF. */
export function pdfKey(id: string, generation: number): string {
  return `${reportOf(id, generation).folder}report.pdf`;
}

/** Key of the record of what a report shows; absent in reports of earlier releases. */
export function contentKey(id: string, generation: number): string {
  return `${reportOf(id, generation).folder}content.json`;
}

/** Key of the numbers that a report prints and where they come from, as an engine has found them when it was asked. */
export function numbersKey(id: string, generation: number, engine: string): string {
  return `${reportOf(id, generation).folder}numbers-${engine.slice(0, 12)}.json`;
}

/** @param created milliseconds since the epoch */
export function recentKey<S extends Shapes>(kind: Kind<S>, created: number, id: string): string {
  return `${kind.recent}${String(latestTime - created).padStart(13, "0")}-${id}`;
}

/** Key of the marker of a subject that may lack an outcome; `undefined` if its kind has none. */
export function pendingKey<S extends Shapes>({ kind, id, generation }: Subject<S>): string | undefined {
  return kind.pending === undefined ? undefined : `${kind.pending}${id}-${generation}`;
}

/** Parses the key of a marker below `recent`; `undefined` for any other key. */
export function parseRecentKey<S extends Shapes>(
  { recent = "", idPattern }: Kind<S>,
  key: string,
): { readonly created: number; readonly id: string } | undefined {
  const match = key.startsWith(recent) ? new RegExp(`^(\\d{13})-(${idPattern})$`).exec(key.slice(recent.length)) : null;
  return match ? { created: latestTime - Number(match[1]), id: match[2]! } : undefined;
}

/** Parses the key of a marker below `pending`; `undefined` for any other key. */
export function parsePendingKey<S extends Shapes>(
  { pending = "", idPattern }: Kind<S>,
  key: string,
): { readonly id: string; readonly generation: number } | undefined {
  const match = key.startsWith(pending)
    ? new RegExp(`^(${idPattern})-([1-9]\\d*)$`).exec(key.slice(pending.length))
    : null;
  return match ? { id: match[1]!, generation: Number(match[2]) } : undefined;
}

/** Splits the key of an object of a kind into its generation and the rest. */
export function parseSubjectKey<S extends Shapes>(
  { root, idPattern }: Kind<S>,
  key: string,
): { readonly generation: number; readonly rest: string } | undefined {
  const match = key.startsWith(root)
    ? new RegExp(`^${idPattern}/([1-9]\\d*)/(.+)$`).exec(key.slice(root.length))
    : null;
  return match ? { generation: Number(match[1]), rest: match[2]! } : undefined;
}
