import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";

export type Publication = components["schemas"]["Publication"];
export type Edition = components["schemas"]["Edition"];
export type Delivery = components["schemas"]["Delivery"];

/** Milliseconds between two looks at an edition that is being made. */
const pause = 1000;

/** A publication. */
export function usePublication(name: string) {
  return useQuery({
    queryKey: keys.publication(name),
    queryFn: () => take(api.GET("/publications/{name}", { params: { path: { name } } })),
  });
}

/** Whether there is a publication of this name, found in the list: to ask for one that is not there is an error. */
export function useIsPublication(name: string) {
  return useQuery({
    queryKey: keys.publication(name, "exists"),
    async queryFn() {
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const { publications, next } = await take(
          api.GET("/publications", { params: { query: { search: name, ...(after !== undefined && { after }) } } }),
        );
        if (publications.some((one) => one.name === name)) return true;
        after = afterOf(next);
      }
      return false;
    },
  });
}

/** Its editions, newest first, looked at again while one is being made. */
export function useEditions(name: string) {
  return useInfiniteQuery({
    queryKey: keys.editions(name),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/publications/{name}/editions", {
          params: { path: { name }, query: pageParam === "" ? {} : { after: pageParam } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ editions }) => editions.some(({ status }) => status === "making")) === true
        ? pause
        : false,
  });
}

/** One edition: `latest`, a day or an id. */
export function useEdition(name: string, edition: string) {
  return useQuery({
    queryKey: keys.edition(name, edition),
    queryFn: () => take(api.GET("/publications/{name}/editions/{edition}", { params: { path: { name, edition } } })),
    refetchInterval: ({ state }) => (state.data?.status === "making" ? pause : false),
  });
}

/** What an edition shows that the one before did not; it never changes. */
export function useChanges(edition: Pick<Edition, "publication" | "id" | "status" | "generation">) {
  return useQuery(changesQuery(edition));
}

/** The same as a query of several. */
export function changesQuery({
  publication,
  id,
  status,
  generation,
}: Pick<Edition, "publication" | "id" | "status" | "generation">) {
  return {
    queryKey: keys.changes(publication, id, generation),
    queryFn: () =>
      take(
        api.GET("/publications/{name}/editions/{edition}/changes", {
          params: { path: { name: publication, edition: id } },
        }),
      ),
    enabled: status === "ready",
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** How often it is looked whether letters of a new edition have left. */
const looks = 20;

/**
 * The states of letters, copies and calls of webhooks, newest first. Without the right to see them the list is empty.
 *
 * @param edition the latest one that is ready: what has just been made is about to be delivered
 */
export function useDeliveries(
  webhooks: readonly string[],
  channels: readonly ("mail" | "copy")[],
  edition: string | undefined,
) {
  return useQuery({
    queryKey: keys.deliveries(webhooks, channels, edition),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      edition !== undefined &&
      state.dataUpdateCount < looks &&
      (state.data?.some(({ delivery }) => delivery.state === "due" && delivery.tries.length === 0) === true ||
        state.data?.some(({ delivery }) => delivery.event.includes(`/${edition}/`)) === false)
        ? 3 * pause
        : false,
    queryFn: async () => {
      const query = { limit: 100 };
      const answers = await Promise.all([
        ...channels.map(async (channel) => ({
          channel,
          name: "",
          answer: await api.GET("/deliveries/{channel}", { params: { path: { channel }, query } }),
        })),
        ...webhooks.map(async (name) => ({
          channel: "webhook" as const,
          name,
          answer: await api.GET("/webhooks/{name}/deliveries", { params: { path: { name }, query } }),
        })),
      ]);
      return answers.flatMap(({ channel, name, answer }) =>
        (answer.data?.deliveries ?? []).map((delivery) => ({ channel, name, delivery })),
      );
    },
    enabled: webhooks.length + channels.length > 0,
  });
}

export type Sent = NonNullable<ReturnType<typeof useDeliveries>["data"]>[number];

/** Those of an edition. */
export function sentFor(
  sent: readonly Sent[] | undefined,
  { publication, id }: Pick<Edition, "publication" | "id">,
): readonly Sent[] {
  return (sent ?? []).filter(({ delivery }) => delivery.event.startsWith(`edition/${publication}/${id}/`));
}

/** Where a publication's editions go: the webhooks that it names, and whether there are letters and copies. */
export function routesOf({ deliver = [] }: Publication): {
  readonly webhooks: readonly string[];
  readonly channels: readonly ("mail" | "copy")[];
} {
  const entries = deliver as readonly { readonly webhook?: string; readonly mail?: unknown; readonly copy?: unknown }[];
  return {
    webhooks: [...new Set(entries.flatMap(({ webhook }) => webhook ?? []))],
    channels: [
      ...(entries.some(({ mail }) => mail !== undefined) ? (["mail"] as const) : []),
      ...(entries.some(({ copy }) => copy !== undefined) ? (["copy"] as const) : []),
    ],
  };
}
