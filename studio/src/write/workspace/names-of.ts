import { parse } from "yaml";
import type { TemplateNames } from "../complete/words.ts";
import { kindOf } from "../files/kind-of.ts";
import { usedName } from "../places/find-uses.ts";
import type { PreviewQuery } from "../preview/preview.ts";
import type { TemplateOutline } from "./read-template-yaml.ts";
import type { WorkFile } from "./work-file.ts";

/**
 * The names in a template for suggestions: from its files, and from the last preview, which knows the queries' columns.
 */
export function namesOf(
  files: readonly WorkFile[],
  outline: TemplateOutline | undefined,
  ran: readonly PreviewQuery[],
): TemplateNames {
  const columns = new Map(ran.map((query) => [query.name, query.columns.map(({ name }) => name)]));
  const queries = files
    .filter(({ path }) => path.startsWith("queries/") && kindOf(path) === "query")
    .map(({ path }) => usedName(path));
  const messages = new Set(
    files.filter(({ path }) => path.startsWith("messages/")).flatMap(({ text }) => keysOf(text ?? "")),
  );
  return {
    queries: new Map(queries.map((name) => [name, columns.get(name) ?? []])),
    datasets: new Map([...(outline?.datasets ?? [])].map(([alias, dataset]) => [alias, dataset.columns])),
    charts: files.filter(({ path }) => kindOf(path) === "chart").map(({ path }) => usedName(path)),
    images: files.filter(({ path }) => kindOf(path) === "picture").map(({ path }) => path),
    parameters: outline?.parameters.map(({ name }) => name) ?? [],
    messages: [...messages],
  };
}

/** Keys of a file of messages; nested ones are joined by dots. */
function keysOf(text: string): string[] {
  try {
    return flatten(parse(text));
  } catch {
    return [];
  }
}

function flatten(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return prefix === "" ? [] : [prefix];
  return Object.entries(value).flatMap(([key, member]) => flatten(member, prefix === "" ? key : `${prefix}.${key}`));
}
