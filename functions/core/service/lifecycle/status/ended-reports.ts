import { parseRecentKey } from "../records/keys.ts";
import { reportKind } from "../records/report-kind.ts";
import { type FilterFacts, filterFacts } from "./report-filter.ts";
import { isPresent, type ReportStatus } from "./report-status.ts";

/** What stays true of a marker; `superseded`: that of a later generation stands for the report. */
type Known = FilterFacts | "superseded";

/** Markers of which something is kept, at most: the latest. */
const mostKnown = 200_000;

/** Longest title that is kept, characters. */
const longestTitle = 300;

/**
 * How long ago a report must have been requested, ms. Two generations of one millisecond would share a marker, which a
 * clock that is set back by less cannot bring about.
 */
const settledMs = 10_000;

/**
 * Keeps what filters ask about reports that have ended, so that those which cannot pass one are not read again. How a
 * generation ended is written once, so what is kept stays true; whether a report is still there, and still passes, only
 * its records say.
 */
export class EndedReports {
  /** Of which `#keys` were made. */
  #source: readonly string[] = [];
  /** Keys of markers, the latest first. */
  #keys: readonly string[] = [];
  /** Facts about each, where they are there. */
  #known: (Known | undefined)[] = [];

  /** Takes the keys that the store lists now, in order: those that are gone are forgotten. */
  update(keys: readonly string[]): void {
    if (keys === this.#source) return;
    const present: string[] = [];
    const known: (Known | undefined)[] = [];
    let old = 0;
    for (const key of keys) {
      while (old < this.#keys.length && this.#keys[old] !== key && this.#keys[old]! < key) old += 1;
      const isOld = this.#keys[old] === key;
      // The names of markers are ASCII, whose order all agree on.
      if (!isOld && parseRecentKey(reportKind, key) === undefined) continue;
      present.push(key);
      known.push(isOld && present.length <= mostKnown ? this.#known[old] : undefined);
    }
    [this.#source, this.#keys, this.#known] = [keys, present, known];
  }

  /** The keys of reports that may pass a filter, after a key and at most `limit`, and whether more follow. */
  list(
    passes: (facts: FilterFacts) => boolean,
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ): { readonly keys: readonly string[]; readonly more: boolean } {
    const keys: string[] = [];
    for (let at = after === undefined ? 0 : this.#placeOf(after, true); at < this.#keys.length; at += 1) {
      const known = this.#known[at];
      if (known !== undefined && (known === "superseded" || !passes(known))) continue;
      if (keys.length === limit) return { keys, more: true };
      keys.push(this.#keys[at]!);
    }
    return { keys, more: false };
  }

  /** Keeps what a report's records say, if it stays true. @param now milliseconds since the epoch */
  note(key: string, created: number, status: ReportStatus, now: number): void {
    if (!isPresent(status) || now - created < settledMs) return;
    const at = this.#placeOf(key, false);
    if (at >= mostKnown || this.#keys[at] !== key) return;
    if (status.created > created) this.#known[at] = "superseded";
    if (status.created !== created || (status.state !== "ready" && status.state !== "failed")) return;
    const facts = filterFacts(status);
    if ((facts.title?.length ?? 0) <= longestTitle) this.#known[at] = facts;
  }

  /** Index of the first key that is not before one, or of the first after it. */
  #placeOf(key: string, past: boolean): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle]! < key || (past && this.#keys[middle] === key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
