import type { components } from "../../../client/create-client.ts";
import { checkOut } from "../../check-out.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { type Column, paintState } from "../../terminal/format-table.ts";
import { awaitEnd, demandSuccess, secondsOf } from "./await-end.ts";
import { confirm } from "./confirm.ts";
import { download } from "./download.ts";
import { gather, given } from "./gather.ts";
import { tell, writeFacts, writeJson, writeTable } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

type Publication = components["schemas"]["Publication"];
type Edition = components["schemas"]["Edition"];
type Query = { readonly [Filter in "state" | "template" | "dataset" | "search"]?: string };

interface Waits extends VerbOptions {
  readonly wait?: string | true;
  readonly out?: string;
}

const minutes = (time: string | undefined): string | undefined => time?.slice(0, 16).replace("T", " ");

const columns: readonly Column<Publication>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "state", of: ({ state }) => state, paint: paintState },
  { head: "template", of: ({ template }) => (typeof template === "string" ? template : template.name), shrinks: true },
  { head: "next", of: ({ next }) => minutes(next) },
];

const editionColumns: readonly Column<Edition>[] = [
  { head: "edition", of: ({ id }) => id },
  { head: "status", of: ({ status }) => status, paint: paintState },
  { head: "cause", of: ({ cause }) => cause.kind },
  { head: "title", of: ({ title }) => title, shrinks: true },
  { head: "pages", of: ({ pages }) => pages, align: "right" },
  { head: "made", of: ({ created }) => minutes(created) },
];

/** The verbs of `broadsheet publications`. Each throws a BroadsheetError with the problems that the API names. */
export const publicationVerbs = {
  async list({
    limit,
    json,
    state,
    template,
    dataset,
    search,
    ...target
  }: VerbOptions & Query & { readonly limit: string }) {
    await withApi(target, async (api) => {
      const filters = given({ state, template, dataset, search }) as object;
      const publications = await gather(
        api,
        limit,
        (paging) => api.client.GET("/publications", { params: { query: { ...filters, ...paging } } }),
        (page) => page.publications,
      );
      if (json === true) await writeJson({ publications });
      else await writeTable(publications, columns, "There are no such publications.");
    });
  },

  async get(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async ({ client, take }) => {
      await show((await take(client.GET("/publications/{name}", { params: { path: { name } } }))).data, options);
    });
  },

  async run(name: string, options: Waits): Promise<void> {
    checkOut(options.out);
    await withApi({ ...options, works: true }, async (api) => {
      const { data } = await api.take(api.client.POST("/publications/{name}/run", { params: { path: { name } } }));
      if (options.wait === undefined && options.out === undefined) return await showEdition(data, options);
      await finish(api, name, data.id, options);
    });
  },

  async watch(name: string, edition: string, options: Waits): Promise<void> {
    checkOut(options.out);
    await withApi({ ...options, works: true }, async (api) => await finish(api, name, edition, options));
  },

  async editions(
    name: string,
    { limit, json, status, ...target }: VerbOptions & { readonly limit: string; readonly status?: string },
  ) {
    await withApi(target, async (api) => {
      const editions = await gather(
        api,
        limit,
        (paging) =>
          api.client.GET("/publications/{name}/editions", {
            params: { path: { name }, query: { ...(given({ status }) as object), ...paging } },
          }),
        (page) => page.editions,
      );
      if (json === true) await writeJson({ editions });
      else await writeTable(editions, editionColumns, "There are no such editions.");
    });
  },

  async pause(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async ({ client, take }) => {
      await show((await take(client.POST("/publications/{name}/pause", { params: { path: { name } } }))).data, options);
    });
  },

  async resume(name: string, options: VerbOptions): Promise<void> {
    await withApi(options, async ({ client, take }) => {
      await show(
        (await take(client.POST("/publications/{name}/resume", { params: { path: { name } } }))).data,
        options,
      );
    });
  },

  async remove(name: string, options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    await confirm(`the publication ${name}`, options.yes);
    await withApi(options, async ({ client, done }) => {
      await done(client.DELETE("/publications/{name}", { params: { path: { name } } }));
      if (options.json === true) await writeJson({ deleted: name });
      else tell(`Deleted the publication ${name}.`);
    });
  },
};

async function show(publication: Publication, { json }: VerbOptions): Promise<void> {
  if (json === true) return await writeJson(publication);
  const { name, state, template, on, next, pdf, feed } = publication;
  await writeFacts([
    ["name", name],
    ["state", state],
    ["template", typeof template === "string" ? template : template.name],
    ...on.map(({ schedule, timezone, data }, at): readonly [string, string] => [
      at === 0 ? "on" : "",
      schedule === undefined ? `data ${data?.join(", ") ?? ""}` : `${schedule} ${timezone ?? "UTC"}`,
    ]),
    ["next", minutes(next)],
    ["latest", pdf],
    ["feed", feed],
  ]);
}

async function finish(api: ApiCaller, name: string, id: string, options: Waits): Promise<void> {
  const again = `publications watch ${name} ${id}`;
  const edition = await awaitEnd(api, "edition", `${name}/${id}`, { seconds: secondsOf(options.wait), again });
  if (edition.pdf !== undefined && options.out !== undefined) await download(api, edition.pdf, options.out);
  await showEdition(edition, options);
}

async function showEdition(edition: Edition, { json, out }: Waits): Promise<void> {
  if (json === true) {
    if (out === "-") process.stderr.write(`${JSON.stringify(edition, null, 2)}\n`);
    else await writeJson(edition);
  } else if (out !== "-") {
    await writeFacts([
      ["edition", edition.id],
      ["status", edition.status],
      ["title", edition.title],
      ["pages", edition.pages],
      ["same as", edition.sameAs],
      ["pdf", edition.pdf],
    ]);
  }
  demandSuccess(edition, json);
}
