import { parse } from "yaml";
import type { RenamedKind } from "../../../../functions/core/report/edit/change.ts";

/** Everything in a template that has a name and can get another. */
export function namesIn(texts: Readonly<Record<string, string>>): readonly (readonly [RenamedKind, string])[] {
  const paths = Object.keys(texts);
  const yaml = parse(texts["template.yaml"]!) as { readonly parameters?: { readonly properties?: object } };
  const messages = paths.filter((path) => path.startsWith("messages/")).flatMap((path) => keysOf(parse(texts[path]!)));
  return [
    ...paths.flatMap((path) => /^queries\/(.*)\.sql$/.exec(path)?.[1] ?? []).map((name) => ["query", name] as const),
    ...paths
      .flatMap((path) => /^charts\/(.*)\.v[lg]\.json$/.exec(path)?.[1] ?? [])
      .map((name) => ["chart", name] as const),
    ...Object.keys(yaml.parameters?.properties ?? {}).map((name) => ["parameter", name] as const),
    ...[...new Set(messages)].map((name) => ["message", name] as const),
  ];
}

function keysOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, member]) => keysOf(member, prefix === "" ? key : `${prefix}.${key}`));
}
