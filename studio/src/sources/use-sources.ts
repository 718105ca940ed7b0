import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { hasSources, isUnderWay, readSource, refreshGlance, refreshSource } from "../api/datasets/source.ts";
import { take } from "../api/take.ts";

/** Whether there is anything to see of sources here. */
export function useHasSources(): boolean {
  const { data } = useQuery({ queryKey: keys.sources("has"), queryFn: hasSources, staleTime: 60_000 });
  return data === true;
}

/** All sources, page by page, and the operator's connections; asked again while a refresh is under way. */
export function useSources() {
  return useInfiniteQuery({
    queryKey: keys.sources("list"),
    queryFn: ({ pageParam }) =>
      take(api.GET("/sources", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ sources }) => sources.some(isUnderWay)) === true ? refreshGlance : false,
  });
}

/** The operator's connections. */
export function useConnections() {
  return useQuery({
    queryKey: keys.sources("connections"),
    queryFn: async () => (await take(api.GET("/sources", { params: { query: { limit: 1 } } }))).connections,
  });
}

/** One source, null if there is none of this name; asked again while its refresh is under way. */
export function useSource(name: string) {
  return useQuery({
    queryKey: keys.source(name),
    queryFn: () => readSource(name),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? refreshGlance : false),
  });
}

/** Fetches a dataset now. What the pages show of it, and of the dataset, is asked for again. */
export function useRefresh() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => refreshSource(name),
    onSettled: (_data, _error, name) =>
      Promise.all(
        [keys.source(name), keys.sources("list"), keys.dataset(name), keys.datasets()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
