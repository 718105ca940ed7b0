/**
 * Names of the objects that make up the life of reports:
 *
 *     reports/{id}/{generation}/request.json       the claim
 *     reports/{id}/{generation}/attempts/{n}.json  who renders, until when
 *     reports/{id}/{generation}/report.pdf
 *     reports/{id}/{generation}/outcome.json       the only terminal fact
 *     recent/{inverted time}-{id}                  empty: the newest reports first, by plain listing
 *     pending/{id}-{generation}                    empty: what may lack an outcome, so that a sweep need not
 *                                                  list every report there ever was
 */
export const recentPrefix = "recent/";
export const pendingPrefix = "pending/";

/** The largest time a marker can hold, in 13 digits: November 2286. */
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

/** What a marker of `recent/` stands for; `undefined` if the key is none. */
export function parseRecentKey(key: string): { readonly created: number; readonly id: string } | undefined {
  const match = /^recent\/(\d{13})-([0-9a-f]{64})$/.exec(key);
  return match ? { created: latestTime - Number(match[1]), id: match[2]! } : undefined;
}

/** What a marker of `pending/` stands for; `undefined` if the key is none. */
export function parsePendingKey(key: string): { readonly id: string; readonly generation: number } | undefined {
  const match = /^pending\/([0-9a-f]{64})-([1-9]\d*)$/.exec(key);
  return match ? { id: match[1]!, generation: Number(match[2]) } : undefined;
}

/** The generation a report's key belongs to, and the rest of the key. */
export function parseReportKey(key: string): { readonly generation: number; readonly rest: string } | undefined {
  const match = /^reports\/[^/]+\/([1-9]\d*)\/(.+)$/.exec(key);
  return match ? { generation: Number(match[1]), rest: match[2]! } : undefined;
}
