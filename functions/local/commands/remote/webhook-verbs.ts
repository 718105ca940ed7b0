import type { components } from "../../../client/create-client.ts";
import { type Column, paintState } from "../../terminal/format-table.ts";
import { readSince } from "../../inputs/read-since.ts";
import { confirm } from "./confirm.ts";
import { gather, given } from "./gather.ts";
import { tell, writeFacts, writeJson, writeTable } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

type Webhook = components["schemas"]["Webhook"];
type Delivery = components["schemas"]["Delivery"];
type Events = NonNullable<components["schemas"]["WebhookRequest"]["events"]>;

const columns: readonly Column<Webhook>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "events", of: ({ events }) => events.join(" "), shrinks: true },
  { head: "url", of: ({ url }) => url, shrinks: true },
];

const deliveryColumns: readonly Column<Delivery>[] = [
  { head: "time", of: ({ time }) => time.slice(0, 19).replace("T", " ") },
  { head: "state", of: ({ state }) => state, paint: paintState },
  { head: "tries", of: ({ tries }) => tries.length, align: "right" },
  { head: "last", of: ({ tries }) => tries.at(-1)?.status ?? tries.at(-1)?.fault, shrinks: true },
  { head: "event", of: ({ event }) => event, shrinks: true },
];

/** The verbs of `broadsheet webhooks`. Each throws a BroadsheetError with the problems that the API names. */
export const webhookVerbs = {
  async list({ limit, json, search, ...target }: VerbOptions & { readonly limit: string; readonly search?: string }) {
    await withApi({ ...target, works: true }, async (api) => {
      const webhooks = await gather(
        api,
        limit,
        (paging) => api.client.GET("/webhooks", { params: { query: { ...given({ search }), ...paging } } }),
        (page) => page.webhooks,
      );
      if (json === true) await writeJson({ webhooks });
      else await writeTable(webhooks, columns, "There are no such webhooks.");
    });
  },

  async get(name: string, options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      await show((await take(client.GET("/webhooks/{name}", { params: { path: { name } } }))).data, options);
    });
  },

  async put(
    name: string,
    options: VerbOptions & { readonly url: string; readonly event: readonly string[]; readonly description?: string },
  ): Promise<void> {
    const { url, event, description } = options;
    const body = {
      url,
      ...(event.length > 0 && { events: event as Events }),
      ...(description !== undefined && { description }),
    };
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(client.PUT("/webhooks/{name}", { params: { path: { name } }, body }));
      await show(data, options);
    });
  },

  async test(name: string, options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(client.POST("/webhooks/{name}/test", { params: { path: { name } } }));
      if (options.json === true) await writeJson(data);
      else await writeFacts(Object.entries(data).map(([fact, value]) => [fact, String(value)] as const));
    });
  },

  async rotate(name: string, options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(client.POST("/webhooks/{name}/rotate", { params: { path: { name } } }));
      if (options.json === true) return await writeJson(data);
      await writeFacts([
        ["secret", data.secret],
        ["both until", data.until],
      ]);
      tell("The secret is shown only once.");
    });
  },

  async deliveries(
    name: string,
    { limit, json, state, ...target }: VerbOptions & { readonly limit: string; readonly state?: string },
  ) {
    await withApi({ ...target, works: true }, async (api) => {
      const deliveries = await gather(
        api,
        limit,
        (paging) =>
          api.client.GET("/webhooks/{name}/deliveries", {
            params: { path: { name }, query: { ...(given({ state }) as object), ...paging } },
          }),
        (page) => page.deliveries,
      );
      if (json === true) await writeJson({ deliveries });
      else await writeTable(deliveries, deliveryColumns, "There are no such deliveries.");
    });
  },

  async replay(name: string, options: VerbOptions & { readonly since: string }): Promise<void> {
    const since = new Date(readSince(options.since)).toISOString();
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(
        client.POST("/webhooks/{name}/replay", { params: { path: { name }, query: { since } } }),
      );
      if (options.json === true) await writeJson(data);
      else await writeFacts(Object.entries(data).map(([fact, value]) => [fact, String(value)] as const));
    });
  },

  async remove(name: string, options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    await confirm(`the webhook ${name} with its secret`, options.yes);
    await withApi({ ...options, works: true }, async ({ client, done }) => {
      await done(client.DELETE("/webhooks/{name}", { params: { path: { name } } }));
      if (options.json === true) await writeJson({ deleted: name });
      else tell(`Deleted the webhook ${name}.`);
    });
  },
};

async function show(webhook: Webhook, { json }: VerbOptions): Promise<void> {
  if (json === true) return await writeJson(webhook);
  const { name, url, events, description, secret } = webhook;
  await writeFacts([
    ["name", name],
    ["url", url],
    ["events", events.join(" ")],
    ["description", description],
    ["secret", secret],
  ]);
  if (secret !== undefined) tell("The secret is shown only once.");
}
