import { filters as standardFilters, type FilterImplOptions, type Liquid } from "liquidjs";
import { formatFilters } from "./filters/format-filters.ts";
import { listFilters } from "./filters/list-filters.ts";
import { mathFilters } from "./filters/math-filters.ts";
import { messageFilters } from "./filters/message-filters.ts";
import { sentenceFilters } from "./filters/sentence-filters.ts";

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
    liquid.registerFilter(name, filter);
  }
  for (const [name, filter] of Object.entries(own)) liquid.registerFilter(name, filter);
}
