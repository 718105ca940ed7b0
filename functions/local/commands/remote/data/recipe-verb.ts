import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import type { ApiCaller } from "../../../open-api-caller.ts";
import type { Column } from "../../../terminal/format-table.ts";
import { tell, write, writeJson, writeTable } from "../print-answer.ts";
import { writeResults } from "../../datasets/write-results.ts";
import { printTrialRows, tellWarnings } from "./print-trial.ts";
import { readFileInto } from "../../../inputs/read-input.ts";
import { awaitUpload } from "./send-dataset.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type Trial = components["schemas"]["RecipeTrial"];
type Change = components["schemas"]["RecipeLog"]["moves"][number];

export interface RecipeOptions extends VerbOptions {
  readonly file?: string;
  readonly dryRun?: boolean;
  readonly remove?: boolean;
  readonly rollback?: string;
  readonly log?: boolean;
}

const changes: readonly Column<Change>[] = [
  { head: "change", of: ({ seq }) => seq, align: "right" },
  { head: "at", of: ({ at }) => at },
  { head: "kind", of: ({ kind }) => kind },
  { head: "recipe", of: ({ version }) => version ?? "" },
  { head: "by", of: ({ by }) => by?.name ?? "" },
];

/**
 * `broadsheet datasets recipe`: prints a dataset's recipe, gives it one or tries one, goes back to an earlier one,
 * takes it away, or lists its changes.
 *
 * @throws BroadsheetError `invalid-request` for options that exclude each other; with the problems that the API names
 */
export async function recipeVerb(name: string, options: RecipeOptions): Promise<void> {
  refuseMixed(options);
  const { file, rollback } = options;
  const text = file === undefined ? undefined : new TextDecoder().decode(await readFileInto(file, "--file"));
  await withApi(options, async (api) => {
    if (options.log === true) return await printLog(name, options, api);
    if (text !== undefined && options.dryRun === true) return await printTrial(name, text, options, api);
    if (text === undefined && rollback === undefined && options.remove !== true)
      return await printRecipe(name, options, api);
    const path = { path: { name } };
    const answer =
      text !== undefined
        ? await api.take(api.client.PUT("/datasets/{name}/recipe", { params: path, ...yaml(text) }))
        : rollback !== undefined
          ? await api.take(
              api.client.POST("/datasets/{name}/recipe/rollback", { params: path, body: { to: rollback } }),
            )
          : await api.take(api.client.DELETE("/datasets/{name}/recipe", { params: path }));
    await printDataset(name, answer.data, options, api);
  });
}

function refuseMixed({ file, dryRun, remove, rollback, log }: RecipeOptions): void {
  const given = Object.entries({
    "--file": file,
    "--remove": remove,
    "--rollback": rollback,
    "--log": log,
  }).filter(([, value]) => value !== undefined);
  if (given.length > 1 || (dryRun === true && file === undefined))
    throw new BroadsheetError("invalid-request", {
      code: "mixed-options",
      message:
        given.length > 1
          ? `${given.map(([option]) => option).join(" and ")} exclude each other`
          : "--dry-run tries the recipe of --file",
      where: { name: given[1]?.[0] ?? "--dry-run" },
      seen: given.map(([option]) => option),
    });
}

function yaml(text: string): { headers: Record<string, string>; body: never; bodySerializer: () => string } {
  // The text of the file: the document has a type only for its JSON.
  return { headers: { "content-type": "application/yaml" }, body: text as never, bodySerializer: () => text };
}

async function printRecipe(name: string, { json }: RecipeOptions, { take, client }: ApiCaller): Promise<void> {
  const { data } = await take(client.GET("/datasets/{name}/recipe", { params: { path: { name } } }));
  if (json === true) return await writeJson(data);
  await write(data.text.endsWith("\n") ? data.text : `${data.text}\n`);
  if (!data.applied) tell(`The current version of ${name} was not made by this recipe: put it again.`);
}

async function printLog(name: string, { json }: RecipeOptions, { take, client }: ApiCaller): Promise<void> {
  const { data } = await take(client.GET("/datasets/{name}/recipe/log", { params: { path: { name } } }));
  if (json === true) await writeJson(data);
  else await writeTable(data.moves, changes, `${name} never had a recipe.`);
}

async function printTrial(
  name: string,
  text: string,
  { json }: RecipeOptions,
  { take, client }: ApiCaller,
): Promise<void> {
  const query = { "dry-run": "true" } as const;
  const answer = await take(
    client.PUT("/datasets/{name}/recipe", { params: { path: { name }, query }, ...yaml(text) }),
  );
  const trial = answer.data as Trial;
  if (json === true) return await writeJson(trial);
  if (trial.checks !== undefined) {
    await writeResults(trial.checks);
    await write("\n");
  }
  for (const part of trial.recipe.unread ?? []) tell(`Not read: ${part}.`);
  await printTrialRows(trial);
}

async function printDataset(name: string, answer: object, { json }: RecipeOptions, api: ApiCaller): Promise<void> {
  if ("status" in answer && "id" in answer) await awaitUpload(String(answer.id), api);
  const { data } = await api.take(api.client.GET("/datasets/{name}", { params: { path: { name } } }));
  if (json === true) return await writeJson(data);
  await write(`${name}@${data.version}\n`);
  tell(`${data.rows} rows, ${data.columns.length} columns.`);
  tellWarnings(data);
}
