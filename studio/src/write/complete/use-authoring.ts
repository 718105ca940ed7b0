import { keys } from "../../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import type { Schema } from "./walk-schema.ts";
import type { TemplateWords } from "./words.ts";

/** The language of templates and the schemas of their YAML files. */
export interface Authoring {
  readonly words: TemplateWords;
  readonly schemas: { readonly template: Schema; readonly test: Schema };
}

const none: Authoring = {
  words: { directives: [], filters: [], tags: [], macros: [] },
  schemas: { template: {}, test: {} },
};

/** What the server's templates may be written with; nothing until it has answered. */
export function useAuthoring(): Authoring {
  const { data } = useQuery({
    queryKey: keys.authoringWords(),
    queryFn: async (): Promise<Authoring> => {
      const { directives, filters, tags, macros, schemas } = await take(api.GET("/authoring/words"));
      return { words: { directives, filters, tags, macros }, schemas };
    },
    staleTime: Infinity,
  });
  return data ?? none;
}
