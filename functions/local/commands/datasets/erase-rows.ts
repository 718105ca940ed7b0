import { setTimeout } from "node:timers/promises";
import { type components, pages } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { countWords } from "../../../core/wording/count-words.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import type { Column } from "../../terminal/format-table.ts";
import { confirm } from "../remote/confirm.ts";
import { tell, writeFacts, writeJson, writeTable } from "../remote/print-answer.ts";
import { awaitUpload } from "../remote/data/send-dataset.ts";
import { type VerbOptions, withApi } from "../remote/with-api.ts";

type Trial = components["schemas"]["ErasureTrial"];
type Remain = components["schemas"]["RemainList"]["remains"][number];

export interface EraseOptions extends VerbOptions {
  readonly where?: string;
  readonly dryRun?: boolean;
  /** What becomes of reports, batches and editions that were made from the rows. */
  readonly reports: "list" | "delete" | "keep";
  readonly yes?: boolean;
}

/** Between two looks at whether views are made anew, and how long to wait for them, ms. */
const pauseMs = 2_000;
const longestWaitMs = 5 * 60_000;

const columns: readonly Column<Remain>[] = [
  { head: "kind", of: ({ kind }) => kind },
  { head: "path", of: ({ self }) => self, shrinks: true },
  { head: "title", of: ({ title = "" }) => title, shrinks: true },
];

/**
 * `broadsheet datasets erase`: erases rows of a dataset from all that is stored of it, and lists what was made from
 * them, or deletes it. Without a condition it does only the latter.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function eraseRows(name: string, options: EraseOptions): Promise<void> {
  const { where, dryRun, reports } = options;
  if (where === undefined && (dryRun === true || reports === "keep"))
    throw new BroadsheetError("invalid-request", {
      code: "missing-option",
      message: "Without --where nothing is erased, and there is nothing to try or to keep",
      where: { name: "--where" },
    });
  await withApi({ ...options, works: true }, async (api) => {
    const trial = where === undefined ? undefined : await tryErasure(name, where, api);
    if (trial !== undefined && dryRun === true) return await printTrial(trial, options);
    const done = where === undefined ? undefined : await erase(name, where, trial!, options, api);
    const remains = reports === "keep" ? [] : await listRemains(name, api);
    const deleted = reports === "delete" ? await deleteRemains(remains, options, api) : [];
    if (options.json === true) return await writeJson({ ...(done && { erasure: done }), remains, deleted });
    if (reports === "list") await printRemains(name, remains);
  });
}

async function tryErasure(name: string, where: string, { take, client }: ApiCaller): Promise<Trial> {
  const params = { path: { name }, query: { "dry-run": "true" as const } };
  return (await take(client.POST("/erasures/{name}", { params, body: { where } }))).data as Trial;
}

async function printTrial(trial: Trial, { json }: EraseOptions): Promise<void> {
  if (json === true) return await writeJson(trial);
  await writeFacts([
    ["rows", trial.rows],
    ["erased", trial.erased],
    ["versions that go", trial.versions.length],
    ["views made anew", trial.views.join(", ")],
  ]);
}

async function erase(
  name: string,
  where: string,
  { rows, erased, versions }: Trial,
  { yes, json }: EraseOptions,
  api: ApiCaller,
): Promise<object | undefined> {
  const stored = countWords(versions.length, "stored version");
  await confirm(`${erased} of ${rows} rows of ${name}, and all of its ${stored}`, yes);
  const begun = await api.take(api.client.POST("/erasures/{name}", { params: { path: { name } }, body: { where } }));
  const { id, version } = await awaitUpload((begun.data as components["schemas"]["Upload"]).id, api);
  const { data } = await api.take(
    api.client.GET("/erasures/{name}", { params: { path: { name }, query: { limit: 200 } } }),
  );
  const record = data.erasures.find((one) => one.id === id);
  if (record?.state !== "finished") throw notErased(name, id);
  if (json !== true) {
    tell(`Erased ${countWords(record.erased, "row")} of ${name}; ${name}@${String(version)} has those that are left.`);
    if (record.kept === true)
      tell(
        "The bucket has versioning and keeps what was deleted: nothing is erased until older versions of its objects are deleted.",
      );
  }
  return record;
}

/** The error for an upload that ended without an erasure: an earlier release took it, which knows none. */
function notErased(name: string, id: string): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "erasure-not-finished",
    message: `The server says that it is done, but has no record of a finished erasure of rows of "${name}"`,
    where: { dataset: name },
    seen: id,
    hint: "ask again once all of the server is of this release",
  });
}

/** Lists what remains, once the views over the dataset are made anew: before, reports may be taken for others. */
async function listRemains(name: string, api: ApiCaller): Promise<readonly Remain[]> {
  for (let waited = 0; ; waited += pauseMs)
    try {
      return await listSettled(name, api);
    } catch (error) {
      const isSettling = error instanceof BroadsheetError && error.problems[0]?.code === "views-are-settling";
      if (!isSettling || waited >= longestWaitMs) throw error;
      if (waited === 0) tell("Views over the dataset are being made anew; waiting for them.");
      await setTimeout(pauseMs);
    }
}

async function listSettled(name: string, { client, done }: ApiCaller): Promise<readonly Remain[]> {
  const found: Remain[] = [];
  const ask = async (after: string | undefined) => {
    const page = client.GET("/erasures/{name}/remains", {
      params: { path: { name }, query: { limit: 200, ...(after !== undefined && { after }) } },
    });
    // A refusal is an error of ours, by which the caller knows whether to wait.
    await done(page);
    return await page;
  };
  for await (const { remains } of pages(ask)) found.push(...remains);
  return found;
}

async function printRemains(name: string, remains: readonly Remain[]): Promise<void> {
  await writeTable(remains, columns, "Nothing that was made from deleted data is left.");
  if (remains.length > 0)
    tell(
      `They were made from data that are gone, and still show them; broadsheet datasets erase ${name} --reports delete deletes them.`,
    );
}

async function deleteRemains(
  remains: readonly Remain[],
  { yes, json }: EraseOptions,
  { client, done }: ApiCaller,
): Promise<readonly string[]> {
  if (remains.length === 0) return [];
  await confirm(`what was made from erased data (${remains.length} in all)`, yes);
  for (const { kind, id, publication } of remains)
    await done(
      kind === "report"
        ? client.DELETE("/reports/{id}", { params: { path: { id } } })
        : kind === "batch"
          ? client.DELETE("/batches/{id}", { params: { path: { id } } })
          : client.DELETE("/publications/{name}/editions/{edition}", {
              params: { path: { name: publication!, edition: id } },
            }),
    ).catch((error: unknown) => {
      // Somebody was quicker.
      if (!(error instanceof BroadsheetError) || error.kind !== "not-found") throw error;
    });
  if (json !== true) tell(`Deleted ${remains.map(({ self }) => self).join(", ")}.`);
  return remains.map(({ self }) => self);
}
