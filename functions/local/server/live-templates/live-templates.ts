import { BroadsheetError, type Problem } from "../../../core/errors.ts";
import { problemLine } from "../../../core/wording/problem-line.ts";
import { showControls } from "../../../core/wording/show-controls.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { currentVersion } from "../../../core/report/template/store/current-version.ts";
import { seedTemplate } from "../../../seed/seed-template.ts";
import { themesOfFolder } from "../../../seed/theme-folders.ts";
import { findTemplateFolders } from "../../../seed/template-folders.ts";
import { watchTemplates } from "./watch-templates.ts";

export interface LiveTemplates {
  /** Names of the templates found at start, faulty ones included. */
  readonly names: readonly string[];
  /** The folder of a template. */
  folderOf(name: string): string | undefined;
  /** The folder of shared themes, if not those beside the templates. */
  readonly themes?: string | undefined;
  /** Publishes templates again when they change. Returns a function that stops this. */
  watch(): () => void;
}

/**
 * Publishes the templates of some folders, with their samples. A faulty template does not keep the server from
 * starting: its problems are printed with file and line, and the others are served.
 *
 * @param parents folders of template folders; a later one's template replaces an earlier one's
 * @param output receives publications while watching, and all problems
 * @param themes folder of the shared themes @default those beside each template
 * @throws BroadsheetError `not-found` if a parent or the folder of themes does not exist
 */
export async function openLiveTemplates(
  store: ObjectStore,
  parents: readonly string[],
  output: { write(text: string): unknown },
  themes?: string,
): Promise<LiveTemplates> {
  // Once, rather than as a fault of each template.
  if (themes !== undefined) themesOfFolder(".", themes);
  const folders = new Map(await findTemplateFolders(parents));

  const note = (name: string, problems: readonly Problem[]): void => {
    for (const line of problems.map(problemLine)) output.write(`${showControls(name)}/${line}\n`);
  };

  for (const [name, folder] of folders) {
    try {
      await seedTemplate(store, name, folder, "seed", themes);
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      note(name, error.problems);
    }
  }

  return {
    names: [...folders.keys()],
    folderOf: (name) => folders.get(name),
    themes,
    watch: () =>
      watchTemplates({
        parents,
        themes,
        known: new Map(folders),
        async publish(name, folder) {
          folders.set(name, folder);
          const { version } = await seedTemplate(store, name, folder, "seed", themes);
          const current = await currentVersion(store, name);
          output.write(
            current === version
              ? `published ${name} (v ${version.slice(0, 7)})\n`
              : `stored ${name} (v ${version.slice(0, 7)}); ${current === undefined ? "it is unpublished" : `the promoted v ${current.slice(0, 7)} stays current`}\n`,
          );
        },
        published: note,
      }),
  };
}
