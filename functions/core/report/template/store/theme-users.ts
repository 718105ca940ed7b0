import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Template } from "../template.ts";

/**
 * Empty markers `theme-users/{theme}/{template}`: the templates with a version that took something from a theme. A
 * single listing finds them, however many templates there are.
 */
const prefix = (theme: string): string => `theme-users/${theme}/`;

/** Marks a stored template as a user of the theme that its version holds. */
export async function markThemeUser(store: ObjectStore, { name, taken }: Template): Promise<void> {
  if (taken !== undefined)
    await store.create(`${prefix(taken.name)}${name}`, new Uint8Array(), "application/octet-stream");
}

/** Names of the templates that take a theme, or did in an earlier version, or do in a draft. */
export async function themeUsers(store: ObjectStore, theme: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { key } of listAll(store, prefix(theme))) names.push(key.slice(prefix(theme).length));
  return names;
}
