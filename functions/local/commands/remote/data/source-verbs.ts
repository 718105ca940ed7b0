import { setTimeout as pause } from "node:timers/promises";
import type { components } from "../../../../client/create-client.ts";
import { exitCodes, ExitError } from "../../../exit-codes.ts";
import type { ApiCaller } from "../../../open-api-caller.ts";
import { formatProblems } from "../../../print-problems.ts";
import { readProblem } from "../../../remote/read-problem.ts";
import type { Column } from "../../../terminal/format-table.ts";
import { confirm } from "../confirm.ts";
import { gather } from "../gather.ts";
import { tell, write, writeFacts, writeJson, writeTable } from "../print-answer.ts";
import { printTrialRows } from "./print-trial.ts";
import { readFileInto } from "../../../inputs/read-input.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type Source = components["schemas"]["Source"];
type Summary = components["schemas"]["SourceSummary"];
type Trial = components["schemas"]["SourceTrial"];

/** Longest time for which a command waits for a refresh, and time between two looks, ms. */
const longestWait = 20 * 60_000;
const glance = 500;

const columns: readonly Column<Summary>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "state", of: ({ state }) => state },
  { head: "engine", of: ({ engine }) => engine },
  { head: "connection", of: ({ connection }) => connection },
  { head: "version", of: ({ version }) => version ?? "", enough: 12 },
  { head: "refreshed", of: ({ refreshed }) => refreshed ?? "" },
  { head: "next", of: ({ next }) => next ?? "" },
];

/** The verbs of `broadsheet sources`. Each throws a BroadsheetError with the problems that the API names. */
export const sourceVerbs = {
  async put(name: string, file: string, options: VerbOptions & { readonly dryRun?: boolean }): Promise<void> {
    const text = new TextDecoder().decode(await readFileInto(file, "the file"));
    const dry = options.dryRun === true;
    await withApi({ ...options, works: true }, async (api) => {
      const query = dry ? ({ "dry-run": "true" } as const) : {};
      const put = api.client.PUT("/sources/{name}", { params: { path: { name }, query }, ...yaml(text) });
      const { data } = await api.take(put);
      if (dry) return await printTrial(data as Trial, options);
      await printEnd(await awaitEnd(data as Source, api), options);
    });
  },

  async refresh(name: string, options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async (api) => {
      const { data } = await api.take(api.client.POST("/sources/{name}/refresh", { params: { path: { name } } }));
      await printEnd(await awaitEnd(data, api), options);
    });
  },

  async list(options: VerbOptions & { readonly limit: string }): Promise<void> {
    await withApi({ ...options, works: true }, async (api) => {
      const sources = await gather(
        api,
        options.limit,
        (query) => api.client.GET("/sources", { params: { query } }),
        (page) => page.sources,
      );
      if (options.json === true) await writeJson({ sources });
      else await writeTable(sources, columns, "There is no source.");
    });
  },

  async connections(options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(client.GET("/sources", { params: { query: { limit: 1 } } }));
      if (options.json === true) return await writeJson({ connections: data.connections });
      await writeTable(
        data.connections,
        [
          { head: "name", of: ({ name }) => name },
          { head: "engine", of: ({ engine }) => engine },
        ],
        "There is no connection: serve --connections names them, or BROADSHEET_CONNECTIONS for a data directory.",
      );
    });
  },

  async show(name: string, options: VerbOptions & { readonly text?: boolean }): Promise<void> {
    await withApi({ ...options, works: true }, async ({ client, take }) => {
      const { data } = await take(client.GET("/sources/{name}", { params: { path: { name } } }));
      if (options.json === true) return await writeJson(data);
      if (options.text === true) return await write(data.text.endsWith("\n") ? data.text : `${data.text}\n`);
      await writeFacts([
        ["name", data.name],
        ["state", data.state],
        ["engine", data.engine],
        ["connection", data.connection],
        ["version", data.version],
        ["rows", data.rows],
        ["bytes", data.bytes],
        ["refreshed", data.refreshed],
        ["next", data.next],
        ["since", data.since],
        ["by", data.by?.name],
      ]);
      const told = problemsOf(data);
      if (told.length > 0) process.stderr.write(`${formatProblems("error", told)}\n`);
    });
  },

  async remove(name: string, options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    await confirm(`the source ${name}; its dataset stays`, options.yes);
    await withApi({ ...options, works: true }, async ({ client, done }) => {
      await done(client.DELETE("/sources/{name}", { params: { path: { name } } }));
      if (options.json === true) await writeJson({ deleted: name });
      else tell(`Deleted the source ${name}; its dataset stays.`);
    });
  },
};

function yaml(text: string): { headers: Record<string, string>; body: string; bodySerializer: () => string } {
  // The text of the file as it is.
  return { headers: { "content-type": "application/yaml" }, body: text, bodySerializer: () => text };
}

/** Waits until a refresh has ended. */
async function awaitEnd(source: Source, { client, take }: ApiCaller): Promise<Source> {
  let seen = source;
  for (const until = Date.now() + longestWait; isUnderWay(seen) && Date.now() < until;) {
    await pause(glance);
    seen = (await take(client.GET("/sources/{name}", { params: { path: { name: source.name } } }))).data;
  }
  return seen;
}

function isUnderWay({ state }: Source): boolean {
  return state === "refreshing" || state === "waiting";
}

/** @throws ExitError if the refresh failed */
async function printEnd(source: Source, { json }: VerbOptions): Promise<void> {
  if (json === true) await writeJson(source);
  else if (source.version !== undefined) await write(`${source.name}@${source.version}\n`);
  if (source.state === "failed")
    throw new ExitError({ exitCode: exitCodes.failed, heading: "failed", kind: "invalid-dataset" }, problemsOf(source));
  if (source.state === "ready") return tell(`${source.rows ?? 0} rows${source.changed === true ? "" : ", as before"}.`);
  tell(`It is ${source.state}; broadsheet sources show ${source.name} says when that has ended.`);
}

function problemsOf({ problems = [] }: Source): ReturnType<typeof readProblem>[] {
  return problems.map((problem) => readProblem(problem as unknown as Readonly<Record<string, unknown>>));
}

async function printTrial(trial: Trial, { json }: VerbOptions): Promise<void> {
  if (json === true) await writeJson(trial);
  else await printTrialRows(trial);
}
