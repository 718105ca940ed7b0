import { keys } from "./query-keys.ts";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { api } from "./client.ts";
import { take } from "./take.ts";
import type { Template } from "./use-template.ts";

type Answer = components["schemas"]["ChoicesAnswer"];

/** Alias → `name` or `name@version`; absent or empty for the template's default. */
export type Chosen = Readonly<Record<string, string>>;

/** The datasets that differ from the template's own. */
export function othersOf(template: Template, chosen: Chosen): Chosen {
  return Object.fromEntries(
    template.datasets.flatMap(({ alias, default: usual }): [string, string][] =>
      chosen[alias] === undefined || chosen[alias] === "" || chosen[alias] === usual ? [] : [[alias, chosen[alias]]],
    ),
  );
}

/** What a template's parameters may be over other datasets than its own; nothing is asked where there are none. */
export function useChoices(template: Template | undefined, chosen: Chosen): UseQueryResult<Answer> {
  const others = template === undefined ? {} : othersOf(template, chosen);
  return useQuery({
    queryKey: keys.choices(template?.name, template?.version, others),
    queryFn: (): Promise<Answer> =>
      take(
        api.POST("/templates/{name}/choices", {
          params: { path: { name: template!.name } },
          body: { version: template!.version, datasets: others },
        }),
      ),
    enabled: Object.keys(others).length > 0,
    placeholderData: keepPreviousData,
  });
}
