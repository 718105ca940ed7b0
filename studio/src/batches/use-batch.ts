import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";

export type Batch = components["schemas"]["Batch"];
export type BatchItem = components["schemas"]["BatchItem"];

/** Milliseconds between two looks at a batch under way. */
const pause = 1000;

/** Whether rows are still to be read or made. */
export function isUnderWay({ status }: Pick<Batch, "status">): boolean {
  return status === "queued" || status === "planning" || status === "running";
}

/** A batch, looked at again until it has ended. */
export function useBatch(id: string) {
  return useQuery({
    queryKey: keys.batch(id),
    queryFn: () => take(api.GET("/batches/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? pause : false),
  });
}

/** Its items in the order of the rows. @param state only those @param underWay whether more are to come */
export function useBatchItems(id: string, state: BatchItem["status"] | undefined, underWay: boolean) {
  return useInfiniteQuery({
    queryKey: keys.batch(id, "items", state),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/batches/{id}/items", {
          params: {
            path: { id },
            query: { limit: 50, ...(state !== undefined && { state }), ...(pageParam !== "" && { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    refetchInterval: underWay ? 3 * pause : false,
  });
}
