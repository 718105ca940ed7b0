import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { isPending } from "../api/report.ts";
import { take } from "../api/take.ts";

/** All states of a report. */
export const states = ["queued", "rendering", "ready", "failed"] as const;

/** What reports are wanted; empty texts want any. */
interface Wanted {
  readonly search: string;
  readonly status: string;
  readonly template: string;
}

/** The reports of a search, newest first, looked at again while one is being made. */
export function useReports(wanted: Wanted) {
  const query = {
    ...(wanted.search === "" ? {} : { search: wanted.search }),
    ...(wanted.status === "" ? {} : { status: wanted.status as (typeof states)[number] }),
    ...(wanted.template === "" ? {} : { template: wanted.template }),
  };
  return useInfiniteQuery({
    queryKey: keys.reports(query),
    queryFn: ({ pageParam }) =>
      take(api.GET("/reports", { params: { query: { ...query, ...(pageParam === "" ? {} : { after: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.reports.some(isPending)) === true ? 1_000 : false,
  });
}
