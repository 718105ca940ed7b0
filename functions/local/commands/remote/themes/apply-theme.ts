import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import { ExitError } from "../../../exit-codes.ts";
import { formatProblems } from "../../../print-problems.ts";
import { tell, write, writeJson } from "../print-answer.ts";
import { usesOf } from "./theme-calls.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type Drafted = components["schemas"]["StoredTemplate"];

interface Fault {
  readonly template: string;
  readonly error: BroadsheetError;
}

/**
 * `broadsheet themes apply`: stores drafts of templates with the theme's current version. One that is refused keeps no
 * other from following.
 *
 * @param templates @default the published ones that hold another version
 * @returns whether none was refused
 * @throws BroadsheetError with the problems that the API names
 */
export async function applyTheme(name: string, templates: readonly string[], options: VerbOptions): Promise<boolean> {
  // The drafts are checked, which only a server does.
  return await withApi({ ...options, works: true }, async (api) => {
    const wanted =
      templates.length > 0
        ? templates
        : (await usesOf(api, name)).filter(({ isCurrent }) => !isCurrent).map(({ template }) => template);
    const drafts: Drafted[] = [];
    const faults: Fault[] = [];
    for (const template of wanted) {
      try {
        const { data } = await api.take(
          api.client.POST("/themes/{name}/apply", { params: { path: { name } }, body: { template } }),
        );
        drafts.push(data);
      } catch (error) {
        // What is wrong with one template does not keep the others from following.
        if (!(error instanceof BroadsheetError) || error instanceof ExitError || error.transient) throw error;
        faults.push({ template, error });
      }
    }
    if (options.json === true)
      await writeJson({
        drafts,
        failed: faults.map(({ template, error }) => ({ template, problems: error.problems })),
      });
    else await tellApplied(name, drafts, faults);
    return faults.length === 0;
  });
}

async function tellApplied(theme: string, drafts: readonly Drafted[], faults: readonly Fault[]): Promise<void> {
  for (const { name, version, state } of drafts) {
    await write(`${name}@${version}\n`);
    tell(
      state === "current"
        ? `${name} has this version of the theme already.`
        : `Stored. Publish it with: broadsheet promote ${name}@${version.slice(0, 12)}`,
    );
  }
  for (const { template, error } of faults)
    process.stderr.write(`${template}:\n${formatProblems("error", error.problems)}\n`);
  if (drafts.length === 0 && faults.length === 0)
    tell(`Every published template that takes ${theme} has its current version.`);
}
