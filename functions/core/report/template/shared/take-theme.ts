import { BroadsheetError } from "../../../errors.ts";
import { nearMatch } from "../../../near-match.ts";
import { strangeFiles } from "./strange-files.ts";
import { placeOfBase } from "../theme/place-of-base.ts";
import { filesIn, takenFolder, themeNamedIn, type ThemeReference } from "../theme/theme-reference.ts";
import { templateVersion } from "../store/template-version.ts";
import type { TemplateFiles } from "../template.ts";

/** Where shared themes are: a store, or folders on a disk. */
export interface ThemeShelf {
  /**
   * The files of a version.
   *
   * @param wanted the first digits of a version, or `current`
   * @returns undefined if it has no such theme or version
   * @throws BroadsheetError `invalid-template` if several versions begin with the digits
   */
  find(reference: ThemeReference): Promise<TemplateFiles | undefined>;
  /** The themes it has, for messages: `house@3f2a91c07d4e`. */
  list(): Promise<readonly string[]>;
}

/**
 * Takes the theme that a template names into its files, below `themes/`: the template's version then holds all that its
 * reports are made of, and pins it. What it brought along is replaced by what the shelf has. Where the shelf has none,
 * it counts, if it is the version that the template names.
 *
 * @returns the same files if the template names no shared theme, or has this version already
 * @throws BroadsheetError `invalid-template` with the themes that exist, if neither has it; with the files that no
 *   theme shares, if the shelf's has some
 */
export async function takeTheme(files: TemplateFiles, shelf: ThemeShelf): Promise<TemplateFiles> {
  const reference = themeNamedIn(files);
  if (reference === undefined) return files;
  const folder = takenFolder(reference.name);
  const brought = filesIn(files, folder);
  const isPinned = reference.version !== "current";
  if (isPinned && brought.size > 0 && templateVersion(brought).startsWith(reference.version)) return files;
  const found = await shelf.find(reference);
  if (found === undefined) {
    if (brought.size > 0 && !isPinned) return files;
    throw await missingTheme(reference, files, brought, shelf);
  }
  const strange = strangeFiles(found, folder);
  if (strange.length > 0) throw new BroadsheetError("invalid-template", strange);
  if (templateVersion(found) === templateVersion(brought)) return files;
  return withTheme(files, reference.name, found);
}

/** The files of a template with another version of a theme. */
export function withTheme(files: TemplateFiles, name: string, theme: TemplateFiles): TemplateFiles {
  const folder = takenFolder(name);
  const own = [...files].filter(([path]) => !path.startsWith(folder));
  const taken = [...theme].map(([path, body]) => [`${folder}${path}`, body] as const);
  return new Map([...own, ...taken].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function missingTheme(
  { name, version }: ThemeReference,
  files: TemplateFiles,
  brought: TemplateFiles,
  shelf: ThemeShelf,
): Promise<BroadsheetError> {
  const allowed = await shelf.list();
  const where = placeOfBase(files);
  const seen = `${name}@${version}`;
  if (brought.size > 0)
    return new BroadsheetError("invalid-template", {
      code: "theme-changed",
      message: `template.yaml: ${takenFolder(name)} holds version ${templateVersion(brought).slice(0, 12)} of the theme, not ${seen}`,
      where,
      seen: templateVersion(brought),
      allowed: seen,
      hint: "change the theme where it is kept; remove the folder to take the version that template.yaml names",
    });
  return new BroadsheetError("invalid-template", {
    code: "unknown-theme",
    message: `template.yaml: there is no shared theme "${seen}"`,
    where,
    seen,
    allowed,
    ...hintOfTheme(name, version, allowed),
    ...(allowed.length === 0 && {
      hint: "`broadsheet themes push` stores one on a server; on a disk it is a folder in themes/ beside the templates",
    }),
  });
}

/** The name may be near that of a theme, whatever its version: `acmee@current`. */
function hintOfTheme(name: string, version: string, allowed: readonly string[]): { readonly hint?: string } {
  const names = [...new Set(allowed.map((each) => each.split("@")[0]!))];
  if (names.includes(name)) return { hint: `write "${name}@current" for the version that it has now` };
  const near = nearMatch(name, names);
  return near === undefined ? {} : { hint: `did you mean "${near}@${version}"?` };
}
