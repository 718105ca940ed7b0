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

type View = components["schemas"]["View"];
type Summary = components["schemas"]["ViewSummary"];
type Trial = components["schemas"]["ViewTrial"];

/** Longest time for which a command waits for a view's table, and time between two looks, ms. */
const longestWait = 5 * 60_000;
const glance = 500;

const columns: readonly Column<Summary>[] = [
  { head: "name", of: ({ name }) => name, shrinks: true },
  { head: "state", of: ({ state }) => state },
  { head: "version", of: ({ version }) => version ?? "", enough: 12 },
  { head: "made from", of: ({ sources }) => sources.join(", "), shrinks: true },
];

/** The verbs of `broadsheet views`. Each throws a BroadsheetError with the problems that the API names. */
export const viewVerbs = {
  async put(name: string, file: string, options: VerbOptions & { readonly dryRun?: boolean }): Promise<void> {
    const text = new TextDecoder().decode(await readFileInto(file, "the file"));
    const dry = options.dryRun === true;
    await withApi({ ...options, works: !dry }, async (api) => {
      const query = dry ? ({ "dry-run": "true" } as const) : {};
      const put = api.client.PUT("/views/{name}", { params: { path: { name }, query }, ...yaml(text) });
      const { data } = await api.take(put);
      if (dry) return await printTrial(data as Trial, options);
      await printMade(await awaitTable(data as View, api), options);
    });
  },

  async refresh(name: string, options: VerbOptions): Promise<void> {
    await withApi({ ...options, works: true }, async (api) => {
      const { data } = await api.take(api.client.POST("/views/{name}/refresh", { params: { path: { name } } }));
      await printMade(await awaitTable(data, api), options);
    });
  },

  async list(options: VerbOptions & { readonly limit: string }): Promise<void> {
    await withApi(options, async (api) => {
      const views = await gather(
        api,
        options.limit,
        (query) => api.client.GET("/views", { params: { query } }),
        (page) => page.views,
      );
      if (options.json === true) await writeJson({ views });
      else await writeTable(views, columns, "There is no view.");
    });
  },

  async show(name: string, options: VerbOptions & { readonly text?: boolean }): Promise<void> {
    await withApi(options, async ({ client, take }) => {
      const { data } = await take(client.GET("/views/{name}", { params: { path: { name } } }));
      if (options.json === true) return await writeJson(data);
      if (options.text === true) return await write(data.text.endsWith("\n") ? data.text : `${data.text}\n`);
      await writeFacts([
        ["name", data.name],
        ["state", data.state],
        ["version", data.version],
        ["rows", data.rows],
        ["made from", data.sources.map((source) => `${source}${at(data.madeFrom?.[source])}`).join(", ")],
        ["waits for", data.waitsFor.join(", ")],
        ["read by", data.readBy.join(", ")],
        ["since", data.since],
        ["by", data.by?.name],
      ]);
      tellProblems(data);
    });
  },

  async remove(name: string, options: VerbOptions & { readonly yes?: boolean }): Promise<void> {
    await confirm(`the view ${name} with its tables`, options.yes);
    await withApi(options, async ({ client, done }) => {
      await done(client.DELETE("/views/{name}", { params: { path: { name } } }));
      if (options.json === true) await writeJson({ deleted: name });
      else tell(`Deleted the view ${name}.`);
    });
  },
};

function at(version: string | undefined): string {
  return version === undefined ? "" : `@${version.slice(0, 12)}`;
}

function yaml(text: string): { headers: Record<string, string>; body: string; bodySerializer: () => string } {
  // The text of the file as it is.
  return { headers: { "content-type": "application/yaml" }, body: text, bodySerializer: () => text };
}

/** Waits until a view's table is made, or cannot be, or it waits for others. */
async function awaitTable(view: View, { client, take }: ApiCaller): Promise<View> {
  let seen = view;
  for (const until = Date.now() + longestWait; isMade(seen) && Date.now() < until;) {
    await pause(glance);
    seen = (await take(client.GET("/views/{name}", { params: { path: { name: view.name } } }))).data;
  }
  return seen;
}

/** Whether somebody makes its table. */
function isMade({ state, waitsFor }: View): boolean {
  return state === "behind" && waitsFor.length === 0;
}

/** @throws ExitError if its table could not be made */
async function printMade(view: View, { json }: VerbOptions): Promise<void> {
  if (json === true) await writeJson(view);
  else if (view.version !== undefined) await write(`${view.name}@${view.version}\n`);
  if (view.state === "failed")
    throw new ExitError(
      { exitCode: exitCodes.failed, heading: "failed", kind: "query-failed" },
      (view.problems ?? []).map((problem) => readProblem(problem as unknown as Readonly<Record<string, unknown>>)),
    );
  if (view.state === "current") return tell(`${view.rows ?? 0} rows.`);
  const why = view.waitsFor.length > 0 ? ` for ${view.waitsFor.join(", ")}` : "";
  tell(`It waits${why}; broadsheet views show ${view.name} says when it is current.`);
}

function tellProblems({ problems = [] }: View): void {
  const told = problems.map((problem) => readProblem(problem as unknown as Readonly<Record<string, unknown>>));
  if (told.length > 0) process.stderr.write(`${formatProblems("error", told)}\n`);
}

async function printTrial(trial: Trial, { json }: VerbOptions): Promise<void> {
  if (json === true) await writeJson(trial);
  else await printTrialRows(trial);
}
