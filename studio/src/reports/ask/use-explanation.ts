import { useQuery } from "@tanstack/react-query";
import type { components } from "../../../../functions/client/schema.ts";
import { readCapabilities } from "../../api/capabilities.ts";
import { api } from "../../api/client.ts";
import { keys } from "../../api/query-keys.ts";
import { isFinal } from "../../api/refused-error.ts";
import type { Report } from "../../api/report.ts";
import { take } from "../../api/take.ts";
import type { PageNumber } from "../../pages/page-numbers.ts";

export type Explanation = components["schemas"]["ReportExplanation"];
export type ExplainedNumber = components["schemas"]["ExplainedNumber"];
export type RowLineage = components["schemas"]["RowLineage"];

/** Rows of each dataset that an answer lists. */
const listed = 20;

/**
 * Whether numbers can be asked about here: the server answers, and the reader may see data. A token without that scope
 * sees no sign of it.
 *
 * @returns undefined until it is known; after a failure, false until it is known
 */
export function useMayAsk(): boolean | undefined {
  const { data, failureCount } = useQuery({
    queryKey: keys.mayAsk(),
    async queryFn() {
      if (!(await readCapabilities()).explanations) return false;
      try {
        await take(api.GET("/datasets", { params: { query: { limit: 1 } } }));
        return true;
      } catch (error) {
        if (error instanceof Error && isFinal(error)) return false;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? (failureCount > 0 ? false : undefined);
}

/** Where a number of a report comes from. The first question of a report takes as long as to make it again. */
export function useExplanation({ id, sha256 }: Report, number: PageNumber | undefined) {
  const { page = 0, x: left = 0, y: top = 0, width = 0, height = 0 } = number ?? {};
  const [x, y] = [middle(left, width), middle(top, height)];
  return useQuery({
    queryKey: keys.explanation(id, sha256, page, x, y),
    queryFn: () =>
      take(api.GET("/reports/{id}/explain", { params: { path: { id }, query: { page, x, y, rows: listed } } })),
    enabled: number !== undefined,
    // What it was made from may be deleted.
    staleTime: 0,
    gcTime: 60_000,
  });
}

/** Of an extent, to two decimals; a page begins at 0. */
function middle(start: number, length: number): number {
  return Math.max(0, Math.round((start + length / 2) * 100) / 100);
}
