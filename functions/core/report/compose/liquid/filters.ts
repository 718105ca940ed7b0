import { filters as standardFilters, type FilterImplOptions, type Liquid } from "liquidjs";
import { formatFilters } from "./filters/format-filters.ts";
import { listFilters } from "./filters/list-filters.ts";
import { mathFilters } from "./filters/math-filters.ts";
import { messageFilters } from "./filters/message-filters.ts";
import { sentenceFilters } from "./filters/sentence-filters.ts";
import { computing } from "./computing-filters.ts";
import { readsOf } from "./liquid-run.ts";

/** Liquid filters that are harmless and give the same result on every machine. */
const standard = [
  "append",
  "capitalize",
  "concat",
  "default",
  "downcase",
  "first",
  "last",
  "lstrip",
  "prepend",
  "remove",
  "remove_first",
  "replace",
  "replace_first",
  "reverse",
  "rstrip",
  "size",
  "slice",
  "split",
  "strip",
  "truncate",
  "uniq",
  "upcase",
] as const;

/** Our own filters in families, each a file of `filters/`. */
export const families: Readonly<Record<string, Readonly<Record<string, FilterImplOptions>>>> = {
  math: mathFilters,
  list: listFilters,
  format: formatFilters,
  message: messageFilters,
  sentence: sentenceFilters,
};

const own: Readonly<Record<string, FilterImplOptions>> = Object.assign({}, ...Object.values(families));

/** Names of the available filters. */
export const filterNames: readonly string[] = [...new Set([...Object.keys(own), ...standard])].sort();

/** Reduces an engine to the filters named here: no `raw`, and none that reads the clock or locale. */
export function registerFilters(liquid: Liquid): void {
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const name of standard) {
    const filter = (standardFilters as Readonly<Record<string, FilterImplOptions>>)[name];
    if (filter === undefined) throw new TypeError(`Liquid has no filter ${name}`);
    liquid.registerFilter(name, noting(name, filter));
  }
  for (const [name, filter] of Object.entries(own)) liquid.registerFilter(name, noting(name, filter));
}

/** Filters that choose among the members of a list, or order them, by what they read. */
const choosing = ["where", "find", "sort", "uniq"];

type Filter = Extract<FilterImplOptions, (...args: never[]) => unknown>;

/** A filter that also tells the log of reads how its result depends on them. */
function noting(name: string, filter: FilterImplOptions): FilterImplOptions {
  if (typeof filter !== "function") return filter;
  const isComputed = computing[name];
  if (isComputed !== undefined) {
    const computed: Filter = function (input: unknown, ...args: unknown[]) {
      const result = filter.call(this, input, ...args) as unknown;
      const reads = readsOf(this.context);
      if (name === "size") reads?.read(input, name);
      if (reads !== undefined && isComputed(input, result, args)) reads.computing();
      return result;
    };
    return computed;
  }
  if (!["map", "first", "last", ...choosing].includes(name)) return filter;
  const told: Filter = function (list: unknown, ...args: unknown[]) {
    const reads = readsOf(this.context);
    const work = (): unknown => filter.call(this, list, ...args) as unknown;
    if (reads === undefined) return work();
    if (name === "map") return reads.mapping(work);
    if (choosing.includes(name)) return reads.choosing(list, work);
    if (Array.isArray(list)) reads.pick(list, name === "first" ? 0 : list.length - 1);
    return work();
  };
  return told;
}
