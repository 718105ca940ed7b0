import type { Warning } from "../../../errors.ts";
import { templateVersion } from "../store/template-version.ts";
import { filesIn, takenFolder, type ThemeReference } from "../theme/theme-reference.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TakenTheme, Template, TemplateFiles } from "../template.ts";

/** What a theme shares beside its settings: partials, images, shapes for maps, and styles of text documents. */
const shares = /^(?:partials\/.+\.(?:liquid|md)|images\/.+|theme\.(?:dotx|pptx)|data\/[^/]+\.(?:topo|geo)json)$/;
const messages = /^messages\/[^/]+\.yaml$/;

/**
 * The theme that a template's version holds, and all its files as its author would have written them: those that the
 * theme shares stand where the template's own would, unless the template has its own.
 */
export function readTaken(
  files: TemplateFiles,
  reference: ThemeReference | undefined,
): { readonly taken?: TakenTheme; readonly files: TemplateFiles } {
  if (reference === undefined) return { files };
  const folder = takenFolder(reference.name);
  const theme = filesIn(files, folder);
  if (theme.size === 0) return { files };
  const shared = [...theme].filter(([path]) => shares.test(path));
  const whole = new Map(files);
  for (const [path, body] of shared) if (!files.has(path)) whole.set(path, body);
  return {
    taken: {
      ...reference,
      folder,
      digest: templateVersion(theme),
      shared: shared.filter(([path]) => !files.has(path)).map(([path]) => path),
      overridden: shared.filter(([path]) => files.has(path)).map(([path]) => path),
      messages: [...theme.keys()].filter((path) => messages.test(path)),
    },
    files: new Map([...whole].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Reports a taken theme that is not the version which template.yaml names. */
export function checkTaken(taken: TakenTheme | undefined, problems: TemplateProblems): void {
  if (taken === undefined || taken.version === "current" || taken.digest.startsWith(taken.version)) return;
  problems.add({
    code: "theme-changed",
    message: `template.yaml: ${taken.folder} holds version ${taken.digest.slice(0, 12)} of the theme, not ${taken.name}@${taken.version}`,
    where: { file: "template.yaml", name: "theme" },
    seen: taken.digest,
    allowed: `${taken.name}@${taken.version}`,
    hint: "change the theme where it is kept; remove the folder to take the version that template.yaml names",
  });
}

/** Says where a template's own file or message stands in place of the theme's: `overrides-theme`. */
export function overridesOf({ taken, lent }: Template): Warning[] {
  if (taken === undefined) return [];
  return [
    ...taken.overridden.map((path) => ({ path, what: path, name: undefined })),
    ...(lent?.overridden ?? []).map(({ file, key }) => ({
      path: file,
      what: `the message "${key}" of ${file}`,
      name: key,
    })),
  ].map(({ path, what, name }) => ({
    code: "overrides-theme",
    message: `${what} is the template's own, not that of the theme ${taken.name}`,
    where: { file: path, ...(name !== undefined && { name }) },
    seen: `${taken.folder}${path}`,
  }));
}
