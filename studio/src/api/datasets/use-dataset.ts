import { keys } from "../query-keys.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { components } from "../../../../functions/client/schema.ts";
import { afterOf } from "../after-of.ts";
import { api } from "../client.ts";
import { take } from "../take.ts";

export type Dataset = components["schemas"]["DatasetDetail"];

/** The stored datasets, by name. */
export function useDatasets(enabled = true) {
  return useInfiniteQuery({
    queryKey: keys.datasets(),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/datasets", { params: { query: { limit: 500, ...(pageParam === "" ? {} : { after: pageParam }) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    enabled,
  });
}

/** A dataset's current version and its profile. */
export function useDataset(name: string | undefined) {
  return useQuery({
    queryKey: keys.dataset(name),
    queryFn: () => take(api.GET("/datasets/{name}", { params: { path: { name: name! } } })),
    enabled: name !== undefined,
  });
}
