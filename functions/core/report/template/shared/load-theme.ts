import type { Warning } from "../../../errors.ts";
import { readGeometryFiles } from "../files/read-geometry-files.ts";
import { readStrings } from "../files/read-messages.ts";
import { readText } from "../files/read-text.ts";
import { collectProblems } from "../template-problems.ts";
import { checkBrands } from "../theme/check-brand.ts";
import { checkTheme } from "../theme/check-theme.ts";
import { placeThemeWarnings } from "../theme/place-warnings.ts";
import { readThemeFile } from "../theme/read-theme.ts";
import { takenFolder } from "../theme/theme-reference.ts";
import { themeRoots } from "../theme/theme-roots.ts";
import { strangeFiles } from "./strange-files.ts";
import type { TemplateFiles } from "../template.ts";
import type { Theme } from "../theme.ts";

/** A shared theme, loaded and checked. */
export interface SharedTheme {
  readonly name: string;
  /** SHA-256 of its files. */
  readonly version: string;
  readonly settings: Theme;
  /** Paths of what templates have from it. */
  readonly partials: readonly string[];
  readonly images: readonly string[];
  readonly shapes: readonly string[];
  /** Languages of its messages. */
  readonly languages: readonly string[];
  readonly warnings: readonly Warning[];
  readonly files: TemplateFiles;
}

/** Longest path and most folders, so that a template's version can hold it: see `takenFolder`. */
const pathLimit = 200 - takenFolder("x".repeat(63)).length;
const depthLimit = 6;

/**
 * Loads a shared theme from its files: its settings, and what it shares with templates. Partials are read with the
 * templates that use them.
 *
 * @param version hash of the files, see `templateVersion`
 * @throws BroadsheetError `invalid-template` with every fault, each with file, line and column
 */
export function loadTheme(name: string, version: string, files: TemplateFiles): SharedTheme {
  const problems = collectProblems();
  const root = themeRoots.find((file) => files.has(file));
  if (root === undefined)
    problems.add({
      code: "missing-file",
      message: "the theme has neither theme.yaml nor brand.yml",
      where: { file: "theme.yaml" },
      allowed: themeRoots,
    });
  for (const file of files.keys()) {
    if (file.length > pathLimit || file.split("/").length > depthLimit)
      problems.add({
        code: "invalid-path",
        message: `${file} is too long or too deep for a template's version to hold it`,
        where: { file },
        seen: file,
        allowed: `at most ${pathLimit} characters and ${depthLimit} parts`,
      });
  }
  for (const problem of strangeFiles(files)) problems.add(problem);
  const settings = root === undefined ? undefined : readThemeFile(root, files, problems, { depth: 1, root: "" });
  const paths = [...files.keys()];
  for (const [file, body] of files) {
    if (file.startsWith("messages/")) readStrings(file, body, problems);
    if (file.startsWith("partials/")) readText(file, body, problems);
  }
  const shapes = readGeometryFiles(files, new Set(), new Map(), problems);
  problems.throwAny();
  if (settings === undefined) throw new TypeError("a theme without settings must be a problem");
  return {
    name,
    version,
    settings,
    partials: paths.filter((path) => path.startsWith("partials/")),
    images: paths.filter((path) => path.startsWith("images/")),
    shapes: [...shapes.values()].map(({ file }) => file),
    languages: paths.flatMap((path) => /^messages\/([^/]+)\.yaml$/.exec(path)?.[1] ?? []),
    warnings: [...placeThemeWarnings(checkTheme(settings), files), ...checkBrands(files)],
    files,
  };
}
