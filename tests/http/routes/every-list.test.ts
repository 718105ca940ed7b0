import { expect, test } from "vitest";
import { deliveryKey } from "../../../functions/core/service/delivery/records/delivery-keys.ts";
import { suppressAddress } from "../../../functions/core/service/delivery/mail/suppressed-address.ts";
import { suppress } from "../../../functions/core/service/delivery/mail/suppression.ts";
import { latestTime } from "../../../functions/core/service/lifecycle/records/keys.ts";
import type { ObjectStore } from "../../../functions/core/ports.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { storeThemeDraft } from "../../../functions/core/report/template/archive/store-theme-draft.ts";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { movePublished } from "../../../functions/core/report/template/store/move-published.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { bodyOf, openTestApp, quickRender, sentence, testDelivery, type TestApp } from "../open-test-app.ts";

/*
 * Every list of the API, over random stores with gaps: walking its pages gives what a filter over the whole list
 * gives, and a page that is not full is the last one or says how far back it has looked. The filters here share no code
 * with those of the routes.
 */

type Item = Readonly<Record<string, unknown>>;
type Page = Readonly<Record<string, unknown>> & { readonly next?: string; readonly lookedBackTo?: string };

interface Listing {
  readonly path: string;
  /** The member that holds the items. */
  readonly items: string;
  /** Filter → values to try, and whether an item passes. */
  readonly filters?: Readonly<
    Record<string, { readonly values: readonly string[]; readonly passes: (item: Item, value: string) => boolean }>
  >;
}

const is = (member: string) => (item: Item, value: string) => item[member] === value;
const named = {
  values: ["a", "e", "s-1", "zz", "7"],
  passes: (item: Item, value: string) => String(item["name"]).includes(value),
};
const templates = {
  values: ["sentence", "other", "none"],
  passes: (item: Item, value: string) =>
    (typeof item["template"] === "string" ? item["template"] : (item["template"] as Item)["name"]) === value,
};
const datasets = {
  values: ["numbers", "customers", "none"],
  passes: (item: Item, value: string) => JSON.stringify(item["datasets"] ?? {}).includes(`"${value}"`),
};
const deliveries = { state: { values: ["due", "delivered", "parked"], passes: is("state") } };

const listings: Readonly<Record<string, Listing>> = {
  listDatasets: { path: "/datasets", items: "datasets", filters: { search: named } },
  listTemplates: { path: "/templates", items: "templates", filters: { search: named } },
  listPublications: {
    path: "/publications",
    items: "publications",
    filters: {
      search: named,
      state: { values: ["active", "paused"], passes: is("state") },
      template: templates,
      dataset: { ...datasets, passes: (item, value) => JSON.stringify(item["datasets"] ?? {}).includes(`"${value}"`) },
    },
  },
  listWebhooks: {
    path: "/webhooks",
    items: "webhooks",
    filters: {
      search: {
        values: ["s-1", "a", "example", "none"],
        passes: (item, value) => `${item["name"]} ${item["url"]}`.includes(value),
      },
    },
  },
  listReports: {
    path: "/reports",
    items: "reports",
    filters: {
      status: { values: ["queued", "ready", "failed"], passes: is("status") },
      template: templates,
      dataset: datasets,
      search: {
        values: ["SENTENCE", "nothing"],
        passes: (item, value) =>
          String(item["title"] ?? "")
            .toLowerCase()
            .includes(value.toLowerCase()),
      },
    },
  },
  listBatches: {
    path: "/batches",
    items: "batches",
    filters: { status: { values: ["queued", "failed", "ready"], passes: is("status") }, template: templates },
  },
  listEditions: {
    path: "/publications/weekly/editions",
    items: "editions",
    filters: { status: { values: ["ready", "failed", "making"], passes: is("status") } },
  },
  listDeliveries: { path: "/deliveries/mail", items: "deliveries", filters: deliveries },
  listWebhookDeliveries: { path: "/webhooks/crm/deliveries", items: "deliveries", filters: deliveries },
  listUnsubscribed: {
    path: "/unsubscribed",
    items: "unsubscribed",
    filters: { list: { values: ["weekly", "daily", "none"], passes: is("list") } },
  },
  listSuppressed: { path: "/suppressed", items: "suppressed" },
  listDatasetMoves: { path: "/datasets/moved/log", items: "moves" },
  listRecipeMoves: { path: "/datasets/moved/recipe/log", items: "moves" },
  listViews: { path: "/views", items: "views" },
  listThemes: { path: "/themes", items: "themes", filters: { search: named } },
  listThemeMoves: { path: "/themes/history/log", items: "moves" },
  listThemeVersions: { path: "/themes/history/versions", items: "versions" },
  listTemplateMoves: { path: "/templates/history/log", items: "moves" },
  listTemplateVersions: {
    path: "/templates/history/versions",
    items: "versions",
    filters: { state: { values: ["draft", "current", "published"], passes: is("state") } },
  },
};

/** Its pages are those of its rows; `batches.test.ts` has it. */
const elsewhere = new Set(["listBatchItems"]);

/** A small generator: the same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Copies all objects whose keys hold one of the texts, with these replaced in keys and contents. */
async function copy(
  store: ObjectStore,
  prefixes: readonly string[],
  replaced: Readonly<Record<string, string>>,
  leaveOut = /^$/,
): Promise<void> {
  const change = (text: string): string =>
    Object.entries(replaced).reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  for (const prefix of prefixes)
    for (const { key } of (await store.list(prefix)).objects) {
      if (!Object.keys(replaced).some((text) => key.includes(text)) || leaveOut.test(key)) continue;
      const { body, contentType } = (await store.get(key))!;
      await store.put(
        change(key),
        key.endsWith(".pdf") ? body : encode(change(new TextDecoder().decode(body))),
        contentType,
      );
    }
}

const inverted = (time: number): string => String(latestTime - time).padStart(13, "0");

/** Stores versions of a theme and publishes each. */
async function storeThemes(app: TestApp, count: number): Promise<void> {
  for (const index of Array.from({ length: count }).keys()) {
    const archive = writeArchive(new Map([["theme.yaml", encode(`leading: ${12 + index}\n`)]]));
    const { theme } = await storeThemeDraft("history", archive, undefined, app.services);
    const decision = { kind: "promote", version: theme.version, token: `${index}` } as const;
    expect(await movePublished(app.services.store, "history", index, decision, "theme")).toBe(true);
  }
}

async function fill(seed: number): Promise<TestApp> {
  const random = randomFrom(seed);
  const app = await openTestApp({
    change: { delivery: testDelivery() },
    render: async (accepted, progress) => {
      if (accepted.parameters["year"] === 2021)
        throw new BroadsheetError("invalid-template", { code: "faulty", message: "it cannot be made" });
      return quickRender(accepted, progress);
    },
  });
  const { store } = app.services;
  const send = async (
    path: string,
    method: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Item> => {
    const response = await app.call(path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      headers: { "content-type": "application/json", ...headers },
    });
    expect(response.status, `${method} ${path}: ${await response.clone().text()}`).toBeLessThan(300);
    return (response.status === 204 ? {} : await response.json()) as Item;
  };
  const names = Array.from(
    { length: 12 + random(25) },
    (_, index) => `${"aeszx"[random(5)]}${index % 3 === 0 ? "s" : "t"}-${index}`,
  );
  await storeThemes(app, 3 + random(12));
  await send("/datasets/customers", "PUT", "id,year\n1,2020\n", { "content-type": "text/csv" });
  for (const name of names) {
    // Some are half written: their files are there, and no name points to them.
    await copy(store, ["datasets/numbers/"], { "/numbers/": `/${name}/` }, random(4) === 0 ? /current|log/ : undefined);
    await copy(
      store,
      ["templates/sentence/"],
      { "/sentence/": `/${name}/` },
      random(4) === 0 ? /current|log/ : undefined,
    );
    await copy(store, ["templates/sentence/"], { "/sentence/": "/other/" });
    await copy(store, ["themes/history/"], { "/history/": `/${name}/` }, random(4) === 0 ? /current|log/ : undefined);
    await send(`/webhooks/${name}`, "PUT", { url: `https://${name}.example/`, events: ["report.ready"] });
    await send(`/publications/${name}`, "PUT", {
      template: random(2) === 0 ? "sentence" : "other",
      on: [{ schedule: "0 7 * * 1" }],
      ...(random(3) === 0 && { datasets: { numbers: "numbers" } }),
    });
    if (random(3) === 0) await send(`/publications/${name}/pause`, "POST");
    if (random(4) === 0) await send(`/publications/${name}`, "DELETE");
    if (random(5) === 0) await send(`/webhooks/${name}`, "DELETE");
  }
  await send("/webhooks/crm", "PUT", { url: "https://crm.example/", events: ["report.ready"] });
  for (const index of Array.from({ length: 3 + random(12) }).keys())
    await send("/datasets/moved", "PUT", `a\n${index}\n`, { "content-type": "text/csv" });
  for (const index of Array.from({ length: 3 + random(12) }).keys())
    await send("/datasets/moved/recipe", "PUT", { steps: [{ derive: { b: `a + ${index}` } }] });
  for (const index of Array.from({ length: 3 + random(12) }).keys())
    await send(`/views/${"vwa"[random(3)]}-${index}`, "PUT", { from: "moved", steps: [{ trim: ["a"] }] });
  for (const index of Array.from({ length: 3 + random(12) }).keys())
    await storeTemplate(store, "history", new Map([...sentence, ["report.md", encode(`# Number ${index}\n`)]]));

  await send("/publications/weekly", "PUT", { template: "sentence", on: [{ schedule: "0 7 * * 1" }] });
  const ready = (await send(
    "/reports",
    "POST",
    { template: "sentence", date: "2026-02-02" },
    { prefer: "wait=10" },
  )) as { readonly id: string; readonly created: string };
  const failed = (await send(
    "/reports",
    "POST",
    { template: "sentence", parameters: { year: 2021 } },
    { prefer: "wait=10" },
  )) as { readonly id: string; readonly created: string };
  const batch = (await send("/batches", "POST", {
    template: "sentence",
    rows: { dataset: "customers" },
    map: { year: "year" },
    name: "letter {{ id }}",
  })) as { readonly id: string; readonly created: string };
  const edition = (await send("/publications/weekly/run", "POST", {}, { prefer: "wait=10" })) as {
    readonly id: string;
    readonly instant: string;
  };
  const failure = new TextDecoder().decode((await store.get(`reports/${failed.id}/1/outcome.json`))!.body);

  for (const index of Array.from({ length: 20 + random(40) }).keys()) {
    const id = (index + 1).toString(16).padStart(64, "0");
    const at = Date.parse("2026-01-01") + index * 60_000 + random(50_000);
    const [model, kinds] =
      random(3) === 0 ? [batch, ["batches/", "recent-batches/"]] : [random(2) === 0 ? ready : failed, ["reports/"]];
    const created = String(Date.parse(model.created));
    const other = random(3) === 0 ? { '"name":"sentence"': '"name":"other"' } : {};
    await copy(
      store,
      kinds,
      { [model.id]: id, [created]: String(at), ...other },
      random(3) === 0 ? /outcome/ : undefined,
    );
    if (model === batch && random(3) === 0)
      await store.put(`batches/${id}/1/outcome.json`, encode(failure), "application/json");
    // Some markers are those of reports that are gone.
    const recent = (await store.list("")).objects
      .map(({ key }) => key)
      .find((key) => key.endsWith(model.id) && key.includes(inverted(Date.parse(model.created))))!;
    await store.put(
      `${recent.slice(0, recent.lastIndexOf("/") + 1)}${inverted(at)}-${random(4) === 0 ? id.replaceAll("0", "f") : id}`,
      new Uint8Array(),
      "text/plain",
    );

    const run = `2026-01-01t00-${String(Math.floor(index / 60)).padStart(2, "0")}-${String(index % 60).padStart(2, "0")}z`;
    const instant = Date.parse("2026-01-01") + index * 1_000;
    await copy(
      store,
      ["publications/weekly/editions/"],
      { [edition.id]: run, [String(Date.parse(edition.instant))]: String(instant) },
      random(3) === 0 ? /outcome/ : undefined,
    );
    if (random(4) === 0)
      await store.put(`publications/weekly/editions/${run}/1/outcome.json`, encode(failure), "application/json");
    await store.put(
      `publications/weekly/newest/${inverted(instant)}-${random(5) === 0 ? "gone" : run}`,
      new Uint8Array(),
      "text/plain",
    );

    for (const channel of ["mail", "webhook.crm"]) {
      const delivery = {
        channel,
        event: "f".repeat(32),
        about: "report",
        created: at,
        state: ["due", "delivered", "parked"][random(3)],
        nextAt: at,
        count: 0,
        tries: [],
      };
      await store.put(deliveryKey(channel, at, `${index}`), encode(JSON.stringify(delivery)), "application/json");
    }
    await suppressAddress(
      { address: `p${index}@example.org`, reason: random(2) === 0 ? "bounced" : "complained", detail: "550 5.1.1" },
      app.services,
    );
    await suppress(`p${index}@example.org`, random(2) === 0 ? "weekly" : "daily", app.services);
  }
  return app;
}

async function walk(
  app: TestApp,
  listing: Listing,
  query: Readonly<Record<string, string>>,
): Promise<{ readonly items: readonly Item[]; readonly pages: readonly Page[] }> {
  const pages: Page[] = [];
  for (let path: string | undefined = `${listing.path}?${new URLSearchParams(query).toString()}`; path !== undefined;) {
    const response = await app.call(path);
    expect(response.status, path).toBe(200);
    const page: Page = await bodyOf<Page>(response);
    pages.push(page);
    path = page.next;
    expect(pages.length).toBeLessThan(500);
  }
  return { items: pages.flatMap((page) => page[listing.items] as readonly Item[]), pages };
}

test("every route with pages is among these", async () => {
  const app = await openTestApp({ change: { delivery: testDelivery() } });
  const { paths } = await bodyOf<{
    readonly paths: Readonly<
      Record<
        string,
        Readonly<
          Record<string, { readonly operationId: string; readonly parameters?: readonly { readonly name: string }[] }>
        >
      >
    >;
  }>(app.call("/openapi.json"));
  const paged = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ parameters = [] }) => parameters.some(({ name }) => name === "after"));
  expect(
    paged
      .map(({ operationId }) => operationId)
      .filter((id) => !elsewhere.has(id))
      .toSorted(),
  ).toEqual(Object.keys(listings).toSorted());
});

const seeds = process.env["SOAK"] === undefined ? [1, 2] : Array.from({ length: 40 }, (_, index) => index + 1);

test.each(seeds)(
  "walking the pages of every list gives exactly what its filters want, and full pages, seed %i",
  async (seed) => {
    const app = await fill(seed);
    const random = randomFrom(seed + 1_000);
    const faults: string[] = [];
    for (const [operation, listing] of Object.entries(listings)) {
      const { items: all } = await walk(app, listing, { limit: "100" });
      expect(all.length, operation).toBeGreaterThan(2);
      for (let round = 0; round < 12; round += 1) {
        const filters = Object.fromEntries(
          Object.entries(listing.filters ?? {}).flatMap(([name, { values }]) =>
            random(2) === 0 ? [] : [[name, values[random(values.length)]!]],
          ),
        );
        const limit = [1, 2, 3, 7, 20][random(5)]!;
        const { items, pages } = await walk(app, listing, { ...filters, limit: String(limit) });
        const wanted = all.filter((item) =>
          Object.entries(filters).every(([name, value]) => listing.filters![name]!.passes(item, value)),
        );
        const about = `${operation} ${JSON.stringify({ ...filters, limit })}`;
        if (JSON.stringify(items) !== JSON.stringify(wanted))
          faults.push(`${about}: ${items.length} of ${wanted.length}`);
        const short = pages
          .slice(0, -1)
          .filter((page) => (page[listing.items] as readonly Item[]).length < limit && page.lookedBackTo === undefined);
        if (short.length > 0) faults.push(`${about}: ${short.length} of ${pages.length} pages are not full`);
      }
    }
    expect(faults).toEqual([]);
  },
);
