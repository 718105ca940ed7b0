/**
 * Keys of the objects that record the life of reports:
 *
 *     reports/{id}/{generation}/request.json       the claim
 *     reports/{id}/{generation}/attempts/{n}.json  who renders, until when
 *     reports/{id}/{generation}/report.pdf
 *     reports/{id}/{generation}/outcome.json       the only terminal fact
 *     recent/{inverted time}-{id}                  empty: the newest reports first, by plain listing
 *     pending/{id}-{generation}                    empty: reports that may lack an outcome, so that a sweep need not
 *                                                  list every report ever made
 */
export const recentPrefix = "recent/";
export const pendingPrefix = "pending/";

/** The latest time that a marker's 13 digits can hold: November 2286. */
const latestTime = 9_999_999_999_999;

export function reportPrefix(id: string): string {
  return `reports/${id}/`;
}

export function claimKey(id: string, generation: number): string {
  return `reports/${id}/${generation}/request.json`;
}

export function attemptKey(id: string, generation: number, attempt: number): string {
  return `reports/${id}/${generation}/attempts/${attempt}.json`;
}

export function pdfKey(id: string, generation: number): string {
  return `reports/${id}/${generation}/report.pdf`;
}

export function outcomeKey(id: string, generation: number): string {
  return `reports/${id}/${generation}/outcome.json`;
}

/** @param created milliseconds since the epoch */
export function recentKey(created: number, id: string): string {
  return `${recentPrefix}${String(latestTime - created).padStart(13, "0")}-${id}`;
}

export function pendingKey(id: string, generation: number): string {
  return `${pendingPrefix}${id}-${generation}`;
}

/** Parses the key of a `recent/` marker; `undefined` for any other key. */
export function parseRecentKey(key: string): { readonly created: number; readonly id: string } | undefined {
  const match = /^recent\/(\d{13})-([0-9a-f]{64})$/.exec(key);
  return match ? { created: latestTime - Number(match[1]), id: match[2]! } : undefined;
}

/** Parses the key of a `pending/` marker; `undefined` for any other key. */
export function parsePendingKey(key: string): { readonly id: string; readonly generation: number } | undefined {
  const match = /^pending\/([0-9a-f]{64})-([1-9]\d*)$/.exec(key);
  return match ? { id: match[1]!, generation: Number(match[2]) } : undefined;
}

/** Splits the key of a report's object into its generation and the rest. */
export function parseReportKey(key: string): { readonly generation: number; readonly rest: string } | undefined {
  const match = /^reports\/[^/]+\/([1-9]\d*)\/(.+)$/.exec(key);
  return match ? { generation: Number(match[1]), rest: match[2]! } : undefined;
}
