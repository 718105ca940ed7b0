import type { FilterImplOptions } from "liquidjs";
import type { Value } from "../../../query/table.ts";
import { runOf } from "../liquid-run.ts";

/**
 * Filters that print a value in the report's language.
 *
 * @throws FormatError for a value that does not fit
 */
export const formatFilters: Readonly<Record<string, FilterImplOptions>> = {
  number(value: unknown, decimals?: number | string) {
    return runOf(this.context).formats.number(scalar(value), decimals);
  },
  percent(value: unknown, decimals?: number) {
    return runOf(this.context).formats.percent(scalar(value), decimals);
  },
  ratio(value: unknown, decimals?: number) {
    return runOf(this.context).formats.ratio(scalar(value), decimals);
  },
  points(value: unknown, decimals?: number | string, length?: string) {
    return runOf(this.context).formats.points(scalar(value), decimals, length);
  },
  currency(value: unknown, code?: string, decimals?: number) {
    return runOf(this.context).formats.currency(scalar(value), code, decimals);
  },
  date(value: unknown, pattern?: string) {
    return runOf(this.context).formats.date(scalar(value), pattern);
  },
  country(value: unknown) {
    return runOf(this.context).formats.country(scalar(value));
  },
  language(value: unknown) {
    return runOf(this.context).formats.language(scalar(value));
  },
  compact(value: unknown, decimals?: number) {
    // Liquid's own filter of this name drops the empty members of a list.
    if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined);
    return runOf(this.context).formats.compact(scalar(value), decimals);
  },
};

function scalar(value: unknown): Value {
  return (value ?? null) as Value;
}
