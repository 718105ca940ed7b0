import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "../store/current-version.ts";
import { readVersionFiles } from "../store/read-version.ts";
import { themeUsers } from "../store/theme-users.ts";
import { themeNamedIn } from "../theme/theme-reference.ts";
import { readTaken } from "./taken-theme.ts";

/** A published template that takes a theme. */
export interface ThemeUse {
  readonly template: string;
  /** The template's current version. */
  readonly version: string;
  /** The version of the theme in it. */
  readonly theme: string;
  /** The digits of a version that template.yaml names, or `current`. */
  readonly names: string;
}

/** Templates read in parallel. */
const abreast = 16;

/** The published templates that take a theme, by name. */
export async function findThemeUses(store: ObjectStore, theme: string): Promise<readonly ThemeUse[]> {
  const users = await themeUsers(store, theme);
  const uses: ThemeUse[] = [];
  for (let start = 0; start < users.length; start += abreast) {
    const found = await Promise.all(users.slice(start, start + abreast).map((name) => useOf(store, theme, name)));
    uses.push(...found.filter((use) => use !== undefined));
  }
  return uses;
}

async function useOf(store: ObjectStore, theme: string, name: string): Promise<ThemeUse | undefined> {
  const version = await currentVersion(store, name);
  if (version === undefined) return undefined;
  // Its files say it. A template that this release cannot open holds its theme all the same.
  const files = await readVersionFiles(store, "template", name, version);
  const { taken } = readTaken(files, themeNamedIn(files));
  if (taken?.name !== theme) return undefined;
  return { template: name, version, theme: taken.digest, names: taken.version };
}
