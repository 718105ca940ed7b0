import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { components } from "../../../functions/client/schema.ts";
import { readCapabilities } from "../api/capabilities.ts";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { NoPreviews } from "../write/preview/no-previews.ts";

export type Draft = components["schemas"]["Draft"];
export type DraftAnswers = NonNullable<components["schemas"]["DraftRequest"]["answers"]>;

/** A draft as far as it has come. */
export interface DraftState {
  /**
   * The last one that was made. It stays while another is made, also of a newer version of the dataset; and if another
   * is refused, unless that is of a newer version.
   */
  readonly draft: Draft | undefined;
  /** Path → bytes of its files. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined;
  readonly busy: boolean;
  /** Why there is none for the present answers. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/**
 * The report that is drafted of a version of a dataset, with these answers.
 *
 * @param version the current one; a draft of another is shown only while that of this is made
 */
export function useDraft(dataset: string, version: string, answers: DraftAnswers): DraftState {
  const query = useQuery({
    queryKey: keys.draft(dataset, version, answers),
    queryFn: async ({ signal }) => {
      if (!(await readCapabilities()).previews) throw new NoPreviews("the server makes no drafts");
      return await take(api.POST("/drafts", { body: { dataset: `${dataset}@${version}`, answers }, signal }));
    },
    // The same table gives the same draft.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const last = useRef<{ readonly version: string; readonly draft: Draft }>(undefined);
  if (query.data !== undefined) last.current = { version, draft: query.data };
  const isLasting = last.current?.version === version || query.isFetching;
  const draft = isLasting ? last.current?.draft : undefined;
  const files = useMemo(() => {
    const encoder = new TextEncoder();
    return draft && new Map(Object.entries(draft.files).map(([path, text]) => [path, encoder.encode(text)]));
  }, [draft]);
  return { draft, files, busy: query.isFetching, error: query.error, retry: () => void query.refetch() };
}
