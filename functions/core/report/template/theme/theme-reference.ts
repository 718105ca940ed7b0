import { collectProblems } from "../template-problems.ts";
import { readYaml } from "../files/read-yaml.ts";
import type { TemplateFiles } from "../template.ts";

/** A theme that templates share, as `theme.base` names it: `house@current`, `house@3f2a91`. */
export interface ThemeReference {
  readonly name: string;
  /** The first digits of its version, at least four, or `current`. */
  readonly version: string;
}

const pattern = /^([a-z0-9][a-z0-9-]{0,62})@(current|[0-9a-f]{4,64})$/;

/** What such a reference looks like, in words. */
export const referenceForm = "name@current, or name@ and the first 4 to 64 hexadecimal digits of a version";

/** @returns undefined for the name of a shipped theme, a path, and what is no reference */
export function parseThemeReference(base: string): ThemeReference | undefined {
  const [, name, version] = pattern.exec(base) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** The shared theme that a template's files name; undefined if they name none, or template.yaml cannot be read. */
export function themeNamedIn(files: TemplateFiles): ThemeReference | undefined {
  const yaml = files.get("template.yaml");
  if (yaml === undefined || yaml.byteLength > 1_000_000) return undefined;
  const text = new TextDecoder().decode(yaml);
  // Most templates share no theme, and need not be parsed twice.
  if (!/[a-z0-9]@(?:current|[0-9a-f]{4})/.test(text)) return undefined;
  const { value } = readYaml("template.yaml", text, collectProblems());
  if (typeof value !== "object" || value === null || !("theme" in value)) return undefined;
  const { theme } = value;
  const base = typeof theme === "object" && theme !== null && "base" in theme ? theme.base : theme;
  return typeof base === "string" ? parseThemeReference(base) : undefined;
}

/** The folder of a template's version that holds what it takes from a shared theme. */
export function takenFolder(name: string): string {
  return `themes/${name}/`;
}

/** The files in a folder, by their paths inside it. @param folder ends with `/` */
export function filesIn(files: TemplateFiles, folder: string): TemplateFiles {
  return new Map(
    [...files].filter(([path]) => path.startsWith(folder)).map(([path, body]) => [path.slice(folder.length), body]),
  );
}
