import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { type components, pages } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { coerceParameters } from "../../../core/report/request/coerce-parameters.ts";
import { countWords } from "../../../core/wording/count-words.ts";
import { shippedFolders } from "../../../seed/template-folders.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { parsePairs } from "../../inputs/parse-pairs.ts";
import { checkOutFolder } from "../../check-out.ts";
import { splitForms } from "../../inputs/split-forms.ts";
import { type Column, paintState } from "../../terminal/format-table.ts";
import { awaitEnd, demandSuccess, secondsOf } from "./await-end.ts";
import { confirm } from "./confirm.ts";
import { download } from "./download.ts";
import { findId } from "./find-id.ts";
import { gather, given } from "./gather.ts";
import { readObject } from "../../inputs/read-input.ts";
import { type VerbOptions, withApi } from "./with-api.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "./print-answer.ts";

type Batch = components["schemas"]["Batch"];
type Item = components["schemas"]["BatchItem"];
type Query = { readonly [Filter in "status" | "template" | "dataset"]?: string };

interface Waits extends VerbOptions {
  readonly wait?: string | true;
  readonly out?: string;
}

interface RequestOptions extends Waits {
  readonly rows?: string;
  readonly map: readonly string[];
  readonly name?: string;
  readonly tolerate?: string;
  readonly output?: string;
  readonly renditions?: string;
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly date?: string;
  readonly input?: string;
}

const columns: readonly Column<Batch>[] = [
  { head: "id", of: ({ id }) => id, enough: 12 },
  { head: "status", of: ({ status }) => status, paint: paintState },
  { head: "template", of: ({ template }) => template.name, shrinks: true },
  { head: "rows", of: ({ counts }) => counts.rows, align: "right" },
  { head: "ready", of: ({ counts }) => counts.ready, align: "right" },
  { head: "failed", of: ({ counts }) => counts.failed, align: "right" },
  { head: "requested", of: ({ created }) => created.slice(0, 16).replace("T", " ") },
];

const itemColumns: readonly Column<Item>[] = [
  { head: "row", of: ({ row }) => row, align: "right" },
  { head: "status", of: ({ status }) => status, paint: paintState },
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "pages", of: ({ pages: count }) => count, align: "right" },
  { head: "fault", of: faultOf, shrinks: true },
];

/** Why a row has no report, or its report not all forms. */
function faultOf({ failure, renditions = [] }: Item): string | undefined {
  if (failure !== undefined) return failure.detail;
  const lacks = renditions.flatMap((each) =>
    each.failure === undefined ? [] : [`${each.form}: ${each.failure.detail}`],
  );
  return lacks.length === 0 ? undefined : lacks.join("; ");
}

/** The verbs of `broadsheet batches`. Each throws a BroadsheetError with the problems that the API names. */
export const batchVerbs = {
  async request(template: string | undefined, options: RequestOptions): Promise<void> {
    checkOutFolder(options.out);
    const waits = options.wait !== undefined || options.out !== undefined;
    const folder = shippedFolders.get(template ?? "");
    const templates = new Map(folder === undefined ? [] : [[template!, folder]]);
    await withApi({ ...options, works: true, templates }, async (api) => {
      const body = await bodyOf(template, options, api);
      const { data: batch } = await api.take(api.client.POST("/batches", { body }));
      if (waits) return await finish(api, batch.id, options);
      if (options.json === true) return await writeJson(batch);
      await write(`${batch.id}\n`);
      tell(`It is ${batch.status}. Wait for it with: broadsheet batches watch ${batch.id.slice(0, 12)}`);
    });
  },

  async list({ limit, json, status, template, dataset, ...target }: VerbOptions & Query & { readonly limit: string }) {
    await withApi(target, async (api) => {
      const filters = given({ status, template, dataset }) as object;
      const batches = await gather(
        api,
        limit,
        (paging) => api.client.GET("/batches", { params: { query: { ...filters, ...paging } } }),
        (page) => page.batches,
      );
      if (json === true) await writeJson({ batches });
      else await writeTable(batches, columns, "There are no such batches.");
    });
  },

  async get(id: string, options: VerbOptions): Promise<void> {
    await withApi(options, async (api) => {
      const path = { id: await findId(api, "batch", id) };
      await show((await api.take(api.client.GET("/batches/{id}", { params: { path } }))).data, options);
    });
  },

  async watch(id: string, options: Waits): Promise<void> {
    checkOutFolder(options.out);
    await withApi({ ...options, works: true }, async (api) => {
      await finish(api, await findId(api, "batch", id), options);
    });
  },

  async items(
    id: string,
    { limit, state, json, ...target }: VerbOptions & { readonly limit: string; readonly state?: string },
  ) {
    await withApi(target, async (api) => {
      const path = { id: await findId(api, "batch", id) };
      const items = await gather(
        api,
        limit,
        (paging) =>
          api.client.GET("/batches/{id}/items", {
            params: { path, query: { ...(given({ state }) as object), ...paging } },
          }),
        (page) => page.items,
      );
      if (json === true) await writeJson({ items });
      else await writeTable(items, itemColumns, "There are no such rows.");
    });
  },

  async download(id: string, options: VerbOptions & { readonly out: string }): Promise<void> {
    checkOutFolder(options.out);
    await withApi(options, async (api) => {
      const path = { id: await findId(api, "batch", id) };
      const { data: batch } = await api.take(api.client.GET("/batches/{id}", { params: { path } }));
      const files = await downloadAll(api, batch, options.out);
      if (options.json === true) await writeJson({ batch: batch.id, folder: resolve(options.out), files });
      else tell(`${options.out}: ${countWords(files.length, "file")}.`);
    });
  },

  async retry(id: string, options: Waits): Promise<void> {
    checkOutFolder(options.out);
    await withApi({ ...options, works: true }, async (api) => {
      const path = { id: await findId(api, "batch", id) };
      const { data: batch } = await api.take(api.client.POST("/batches/{id}/retry", { params: { path } }));
      if (options.wait !== undefined || options.out !== undefined) return await finish(api, batch.id, options);
      await show(batch, options);
    });
  },

  async remove(ids: readonly string[], options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    const what = ids.length === 1 ? `the batch ${ids[0]!}` : `${ids.length} batches`;
    await confirm(`${what} with all PDFs`, options.yes);
    await withApi(options, async (api) => {
      for (const id of ids) {
        const path = { id: await findId(api, "batch", id) };
        await api.done(api.client.DELETE("/batches/{id}", { params: { path } }));
      }
      if (options.json === true) await writeJson({ deleted: ids });
      else tell(`Deleted ${what}.`);
    });
  },
};

async function finish(api: ApiCaller, id: string, options: Waits): Promise<void> {
  const batch = await awaitEnd(api, "batch", id, { seconds: secondsOf(options.wait) });
  if (options.out !== undefined) {
    const files = await downloadAll(api, batch, options.out);
    tell(`${options.out}: ${countWords(files.length, "file")}.`);
  }
  await show(batch, options);
}

async function show(batch: Batch, { json }: VerbOptions): Promise<void> {
  if (json === true) await writeJson(batch);
  else {
    const { id, status, template, counts, pages: count, incomplete, secondsLeft } = batch;
    await writeFacts([
      ["id", id],
      ["status", status],
      ["template", `${template.name}@${template.version.slice(0, 12)}`],
      ["rows", counts.rows],
      ["ready", counts.ready],
      ["failed", counts.failed],
      ["pages", count],
      ["incomplete", incomplete],
      ["time left", secondsLeft === undefined ? undefined : `${secondsLeft} s`],
    ]);
  }
  demandSuccess(batch, json);
}

/**
 * Writes all PDFs of a batch with their other forms, or its archive or volumes, and `manifest.csv` into a folder,
 * which is made.
 *
 * @returns the files' paths in the folder
 */
async function downloadAll(api: ApiCaller, batch: Batch, out: string): Promise<readonly string[]> {
  mkdirSync(out, { recursive: true });
  const files: { readonly path: string; readonly from: string }[] = [{ path: "manifest.csv", from: batch.manifest }];
  if (batch.outputs !== undefined) files.push(...batch.outputs.map(({ name, path: from }) => ({ path: name, from })));
  else
    for await (const { items } of pages(async (after) => {
      const query = { state: "ready" as const, limit: 100, ...(after !== undefined && { after }) };
      const call = api.client.GET("/batches/{id}/items", { params: { path: { id: batch.id }, query } });
      return { data: (await api.take(call)).data, response: new Response() };
    }))
      for (const { name, pdf, renditions = [] } of items) {
        if (pdf !== undefined) files.push({ path: `${name ?? ""}.pdf`, from: pdf });
        for (const { name: file, path: from } of renditions)
          if (file !== undefined && from !== undefined) files.push({ path: file, from });
      }
  for (const { path, from } of files) {
    const file = contained(out, path);
    mkdirSync(dirname(file), { recursive: true });
    await download(api, from, file);
  }
  return files.map(({ path }) => path);
}

/** @throws BroadsheetError `invalid-request` if a server names a file outside the folder */
function contained(folder: string, path: string): string {
  const root = resolve(folder);
  const file = resolve(join(root, path));
  if (file.startsWith(`${root}${sep}`) && basename(file) !== "") return file;
  throw new BroadsheetError("invalid-request", {
    code: "outside-folder",
    message: `the server names a file outside ${root}`,
    seen: path,
  });
}

async function bodyOf(
  template: string | undefined,
  options: RequestOptions,
  { client, take }: ApiCaller,
): Promise<components["schemas"]["BatchRequest"]> {
  const { input, rows, map, name, tolerate, output, renditions, param, dataset, date } = options;
  const body = input === undefined ? {} : await readObject(input, "--input");
  const named = template ?? (typeof body["template"] === "string" ? body["template"] : "");
  const schema =
    param.length === 0
      ? {}
      : (await take(client.GET("/templates/{name}", { params: { path: { name: named.split("@")[0]! } } }))).data
          .parameters;
  const parameters = coerceParameters({ parameters: schema }, parsePairs(param, "--param", "key=value"));
  return {
    ...body,
    ...(template !== undefined && { template }),
    ...(rows !== undefined && { rows: /^\s*(?:select|with|from)\s/i.test(rows) ? { query: rows } : { dataset: rows } }),
    ...(map.length > 0 && { map: parsePairs(map, "--map", "parameter=column") }),
    ...(name !== undefined && { name }),
    ...(tolerate !== undefined && { tolerate: /^\d{1,9}$/.test(tolerate) ? Number(tolerate) : tolerate }),
    ...(output !== undefined && { output }),
    ...(renditions !== undefined && { renditions: splitForms(renditions) }),
    ...(param.length > 0 && { parameters }),
    ...(dataset.length > 0 && { datasets: parsePairs(dataset, "--dataset", "alias=name") }),
    ...(date !== undefined && { date }),
  } as components["schemas"]["BatchRequest"];
}
