import { parseRecentKey } from "../records/keys.ts";
import { reportKind } from "../records/report-kind.ts";
import { type FilterFacts, filterFacts, filterOf, type ReportFilter } from "./report-filter.ts";
import { isPresent, type ReportStatus } from "./report-status.ts";

/** What stays true of a marker; `superseded`: that of a later generation stands for the report. */
type Known = FilterFacts | "superseded";

/** Markers of which something is kept, at most: the latest. */
const mostKnown = 200_000;

/** Neighbours in the list of which a summary is kept. */
const neighbours = 256;

/** What neighbours in the list have: where none of them can pass a filter, no one looks at each. */
interface Summary {
  readonly states: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
  readonly datasets: ReadonlySet<string>;
  /** One after the other, in lower case. */
  readonly titles: string;
}

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
  /** Of neighbours, from the end of the list, since reports come at its beginning; `partly`: not all are known. */
  #summaries: (Summary | "partly" | undefined)[] = [];
  readonly #size: number;

  /** @param size neighbours in a summary */
  constructor(size = neighbours) {
    this.#size = size;
  }

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
    const added = present.length - this.#keys.length;
    if (this.#keys.every((key, at) => present[at + added] === key)) {
      // Only the last summary can have got more neighbours.
      if (added > 0 && this.#keys.length > 0) this.#summaries[this.#groupOf(0)] = undefined;
    } else this.#summaries = [];
    [this.#source, this.#keys, this.#known] = [keys, present, known];
  }

  /** The keys of reports that may pass a filter, after a key and at most `limit`, and whether more follow. */
  list(
    wanted: ReportFilter,
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ): { readonly keys: readonly string[]; readonly more: boolean } {
    const keys: string[] = [];
    const passes = filterOf(wanted);
    const search = wanted.search?.toLowerCase();
    let at = after === undefined ? 0 : this.#placeOf(after, true);
    while (at < this.#keys.length) {
      const group = this.#groupOf(at);
      const end = this.#keys.length - group * this.#size;
      if (!mayPass(this.#summaryOf(group), wanted, search)) at = end;
      for (; at < end; at += 1) {
        const known = this.#known[at];
        if (known !== undefined && (known === "superseded" || !passes(known))) continue;
        if (keys.length === limit) return { keys, more: true };
        keys.push(this.#keys[at]!);
      }
    }
    return { keys, more: false };
  }

  /** Keeps what a report's records say, if it stays true. @param now milliseconds since the epoch */
  note(key: string, created: number, status: ReportStatus, now: number): void {
    if (!isPresent(status) || now - created < settledMs) return;
    const at = this.#placeOf(key, false);
    if (at >= mostKnown || this.#keys[at] !== key) return;
    if (status.created > created) this.#keep(at, "superseded");
    if (status.created !== created || (status.state !== "ready" && status.state !== "failed")) return;
    if (this.#known[at] !== undefined && this.#known[at] !== "superseded") return;
    const facts = filterFacts(status);
    if ((facts.title?.length ?? 0) <= longestTitle) this.#keep(at, facts);
  }

  #keep(at: number, known: Known): void {
    this.#known[at] = known;
    this.#summaries[this.#groupOf(at)] = undefined;
  }

  /** The number of the summary in which a place of the list is. */
  #groupOf(at: number): number {
    return Math.floor((this.#keys.length - 1 - at) / this.#size);
  }

  #summaryOf(group: number): Summary | "partly" {
    const end = this.#keys.length - group * this.#size;
    return (this.#summaries[group] ??= summarize(this.#known, Math.max(0, end - this.#size), end));
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

function summarize(all: readonly (Known | undefined)[], start: number, end: number): Summary | "partly" {
  const states = new Set<string>();
  const templates = new Set<string>();
  const datasets = new Set<string>();
  const titles: string[] = [];
  for (let at = start; at < end; at += 1) {
    const known = all[at];
    if (known === undefined) return "partly";
    if (known === "superseded") continue;
    states.add(known.state);
    templates.add(known.template);
    for (const name of known.datasets) datasets.add(name);
    if (known.title !== undefined) titles.push(known.title);
  }
  return { states, templates, datasets, titles: titles.join("\n") };
}

/** Whether one of several reports may pass a filter. @param search what its title must have, in lower case */
function mayPass(
  summary: Summary | "partly",
  { status, template, dataset }: ReportFilter,
  search: string | undefined,
): boolean {
  if (summary === "partly") return true;
  return (
    (status === undefined || summary.states.has(status)) &&
    (template === undefined || summary.templates.has(template)) &&
    (dataset === undefined || summary.datasets.has(dataset)) &&
    (search === undefined || summary.titles.includes(search))
  );
}
