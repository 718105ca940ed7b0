import type { components } from "../../../client/create-client.ts";
import { type Column, paintState } from "../../terminal/format-table.ts";
import { confirm } from "./confirm.ts";
import { gather, given } from "./gather.ts";
import { tell, writeJson, writeTable } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

type Listing = VerbOptions & { readonly limit: string };
type Channel = "mail" | "letters" | "copy";
type Delivery = components["schemas"]["Delivery"];
type Suppressed = components["schemas"]["SuppressedList"]["suppressed"][number];
type Unsubscribed = components["schemas"]["SuppressionList"]["unsubscribed"][number];

const minute = (time: string): string => time.slice(0, 16).replace("T", " ");

const deliveryColumns: readonly Column<Delivery>[] = [
  { head: "time", of: ({ time }) => minute(time) },
  { head: "state", of: ({ state }) => state, paint: paintState },
  { head: "to", of: ({ to }) => to, shrinks: true },
  { head: "last", of: ({ tries }) => tries.at(-1)?.status ?? tries.at(-1)?.fault, shrinks: true },
  { head: "id", of: ({ id }) => id },
];

const suppressedColumns: readonly Column<Suppressed>[] = [
  { head: "address", of: ({ address }) => address },
  { head: "reason", of: ({ reason }) => reason },
  { head: "since", of: ({ at }) => minute(at) },
  { head: "detail", of: ({ detail }) => detail, shrinks: true },
];

const unsubscribedColumns: readonly Column<Unsubscribed>[] = [
  { head: "address", of: ({ address }) => address },
  { head: "list", of: ({ list }) => list, shrinks: true },
  { head: "since", of: ({ at }) => minute(at) },
];

/** The verbs of `broadsheet mail`. Each throws a BroadsheetError with the problems that the API names. */
export const mailVerbs = {
  async list({
    limit,
    json,
    channel,
    state,
    ...target
  }: Listing & { readonly channel: Channel; readonly state?: string }) {
    await withApi({ ...target, works: true }, async (api) => {
      const deliveries = await gather(
        api,
        limit,
        (paging) =>
          api.client.GET("/deliveries/{channel}", {
            params: { path: { channel }, query: { ...(given({ state }) as object), ...paging } },
          }),
        (page) => page.deliveries,
      );
      if (json === true) await writeJson({ deliveries });
      else await writeTable(deliveries, deliveryColumns, "There are no such deliveries.");
    });
  },

  async retry(id: string, { channel, json, ...target }: VerbOptions & { readonly channel: Channel }): Promise<void> {
    await withApi({ ...target, works: true }, async ({ client, done }) => {
      await done(client.POST("/deliveries/{channel}/{id}/retry", { params: { path: { channel, id } } }));
      if (json === true) await writeJson({ retried: id });
      else tell(`${id} is tried again.`);
    });
  },

  async suppressed({ limit, json, ...target }: Listing): Promise<void> {
    await withApi({ ...target, works: true }, async (api) => {
      const suppressed = await gather(
        api,
        limit,
        (paging) => api.client.GET("/suppressed", { params: { query: paging } }),
        (page) => page.suppressed,
      );
      if (json === true) await writeJson({ suppressed });
      else await writeTable(suppressed, suppressedColumns, "No address is suppressed.");
    });
  },

  async release(address: string, { json, ...target }: VerbOptions): Promise<void> {
    await withApi({ ...target, works: true }, async ({ client, done }) => {
      await done(client.DELETE("/suppressed/{address}", { params: { path: { address } } }));
      if (json === true) await writeJson({ released: address });
      else tell(`${address} may have letters again.`);
    });
  },

  async unsubscribed({ limit, json, list, ...target }: Listing & { readonly list?: string }): Promise<void> {
    await withApi({ ...target, works: true }, async (api) => {
      const unsubscribed = await gather(
        api,
        limit,
        (paging) => api.client.GET("/unsubscribed", { params: { query: { ...given({ list }), ...paging } } }),
        (page) => page.unsubscribed,
      );
      if (json === true) await writeJson({ unsubscribed });
      else await writeTable(unsubscribed, unsubscribedColumns, "No address has unsubscribed.");
    });
  },

  async subscribe(
    list: string,
    address: string,
    { json, yes, ...target }: VerbOptions & { readonly yes?: boolean },
  ): Promise<void> {
    await confirm(`the wish of ${address} to have no more letters of ${list}`, yes);
    await withApi({ ...target, works: true }, async ({ client, done }) => {
      await done(client.DELETE("/unsubscribed/{list}/{address}", { params: { path: { list, address } } }));
      if (json === true) await writeJson({ subscribed: address, list });
      else tell(`${address} has the letters of ${list} again.`);
    });
  },
};
