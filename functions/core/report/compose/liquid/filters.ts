import { filters as standardFilters, type FilterImplOptions, type Liquid } from "liquidjs";
import { hintNearMatch } from "../../../names/near-match.ts";
import type { Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import { fillMessage } from "./fill-message.ts";
import { listFilters } from "./list-filters.ts";
import { runOf } from "./liquid-run.ts";
import { mathFilters } from "./math-filters.ts";

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

const own: Readonly<Record<string, FilterImplOptions>> = {
  ...mathFilters,
  ...listFilters,
  number(value: unknown, decimals?: number | string) {
    return runOf(this.context).formats.number(scalar(value), decimals);
  },
  percent(value: unknown, decimals?: number) {
    return runOf(this.context).formats.percent(scalar(value), decimals);
  },
  ratio(value: unknown, decimals?: number) {
    return runOf(this.context).formats.ratio(scalar(value), decimals);
  },
  points(value: unknown, decimals?: number) {
    return runOf(this.context).formats.points(scalar(value), decimals);
  },
  currency(value: unknown, code?: string, decimals?: number) {
    return runOf(this.context).formats.currency(scalar(value), code, decimals);
  },
  date(value: unknown, pattern?: string) {
    return runOf(this.context).formats.date(scalar(value), pattern);
  },
  compact(value: unknown, decimals?: number) {
    // Liquid's own filter of this name drops the empty members of a list.
    if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined);
    return runOf(this.context).formats.compact(scalar(value), decimals);
  },
  t(key: unknown, ...args: unknown[]) {
    const { messages, language, formats } = runOf(this.context);
    const message = typeof key === "string" ? messages.get(key) : undefined;
    if (message !== undefined) return fillMessage(message, args, formats);
    const hint = typeof key === "string" ? hintNearMatch(key, messages.keys()).hint : undefined;
    throw new FormatError(
      `there is no message ${JSON.stringify(key)} in messages/${language}.yaml${hint === undefined ? "" : `: ${hint}`}`,
    );
  },
};

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

function scalar(value: unknown): Value {
  return (value ?? null) as Value;
}
