import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { isStoredAs } from "../core/report/dataset/store/is-stored-as.ts";
import { isReadByOlder } from "../core/report/dataset/store/older-reader.ts";
import { readStoredProfile } from "../core/report/dataset/store/read-dataset-profile.ts";
import { readCurrentVersion } from "../core/report/dataset/store/read-current-version.ts";
import { nameFile } from "../core/report/dataset/name-file.ts";
import { datasetLimits } from "../core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../core/report/dataset/store-dataset.ts";
import { isView } from "../core/report/dataset/view/view-graph.ts";
import { prepareChoices } from "../core/report/find-choices.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { openTemplate } from "../core/report/template/open-template.ts";
import { publishBundled } from "../core/report/template/store/publish-bundled.ts";
import { takeTheme } from "../core/report/template/shared/take-theme.ts";
import { storedThemes } from "../core/report/template/shared/theme-shelf.ts";
import type { Template, TemplateFiles } from "../core/report/template/template.ts";
import { datasetFormat } from "../core/report/dataset/dataset-format.ts";
import { isSample } from "./is-sample.ts";
import { readTemplateFolder } from "./read-template-folder.ts";
import { eitherShelf, themesOfFolder } from "./theme-folders.ts";

/**
 * Stores a template's folder with its sample datasets under their default names, so that it renders at once, and
 * publishes it unless somebody has decided otherwise, see `publishBundled`.
 *
 * @param folder the folder's path, or its files if already read
 * @param cause see `moveName`: a deployment event that is delivered again moves nothing
 * @param themes folder of the shared themes, of which a folder's template may take one; then those of the store count
 * @returns the template in the folder's version
 * @throws BroadsheetError `invalid-template`, `invalid-dataset` for a faulty sample
 */
export async function seedTemplate(
  store: ObjectStore,
  name: string,
  folder: string | TemplateFiles,
  cause = "seed",
  themes?: string,
): Promise<Template> {
  const stored = storedThemes(store);
  const files =
    typeof folder === "string"
      ? await takeTheme(readTemplateFolder(folder), eitherShelf(themesOfFolder(folder, themes), stored))
      : await takeTheme(folder, stored);
  const { version } = await publishBundled(store, name, files, cause, systemClock.now());
  const template = await openTemplate(store, { name, version });
  await seedSamples(store, template, cause);
  await prepareChoices(template, { store, openScratch: openScratchFolder });
  return template;
}

/**
 * Stores a template's sample datasets under their default names. They never replace users' data: an existing dataset
 * stays unless it is an earlier sample of the same template, or this sample as an earlier reader read it. One to which
 * users have given a recipe is theirs, as is a view.
 *
 * @param onlyAbsent also leave earlier samples alone, which the published version may need @default false
 * @throws BroadsheetError `invalid-dataset` for a faulty sample
 */
export async function seedSamples(
  store: ObjectStore,
  template: Template,
  cause: string,
  { onlyAbsent = false }: { readonly onlyAbsent?: boolean } = {},
): Promise<void> {
  for (const { alias, default: stored, file, reading } of template.datasets) {
    const sample = file === undefined ? undefined : template.files.get(file);
    if (stored === undefined || file === undefined || sample === undefined) continue;
    const current = await readCurrentVersion(store, stored);
    const profile = current === undefined ? undefined : await readStoredProfile(store, stored, current);
    const isThis = profile !== undefined && (await isStoredAs(store, stored, profile.version, sample, reading));
    if (isThis && !(await isReadByOlder(store, stored, profile))) continue;
    if (
      current !== undefined &&
      !isThis &&
      (onlyAbsent || !(await isSample(store, current, template.name, file, profile)))
    )
      continue;
    if (await isView(store, stored)) continue;
    const scratch = await openScratchFolder();
    try {
      await storeDataset(
        store,
        stored,
        { body: sample, format: datasetFormat(file, alias), reading },
        scratch,
        datasetLimits,
        new Map(),
        cause,
        async (given, recipe, limits) =>
          (await import("../core/report/shape-dataset.ts")).shapeDataset(given, recipe, scratch, limits),
      ).catch((error: unknown) => {
        throw error instanceof BroadsheetError ? nameFile(error, file) : error;
      });
    } finally {
      await scratch.dispose();
    }
  }
}
