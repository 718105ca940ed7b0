import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { keys } from "../../../api/query-keys.ts";
import { take } from "../../../api/take.ts";
import { ofPreview } from "../../preview/made-again.ts";

/** Most values that a menu offers. */
const most = 400;

/** A value of a row, which a chart compares with that of its note as it is. */
type Value = string | number | boolean;

/** The values of a column of a query's rows by their texts, each once, in their order; none until they are known. */
export function useColumnValues(preview = "", query = "", column: string | undefined): ReadonlyMap<string, Value> {
  const rows = useRows(preview, query, column);
  return new Map([...rows].map(([text, { value }]) => [text, value]));
}

/** A value of a column, and what another column has beside it first. */
interface ValueBeside {
  readonly value: Value;
  readonly beside: string | undefined;
}

/**
 * The values of a column as `useColumnValues` has them, each with that of another column.
 *
 * @param beside undefined: none is asked for
 */
export function useRows(
  preview = "",
  query = "",
  column: string | undefined,
  beside?: string,
): ReadonlyMap<string, ValueBeside> {
  const { data } = useQuery({
    queryKey: keys.previewRows(preview, query),
    queryFn: () =>
      ofPreview(preview, () =>
        take(api.GET("/previews/{id}/queries/{query}", { params: { path: { id: preview, query } } })),
      ),
    enabled: preview !== "" && query !== "" && column !== undefined,
    placeholderData: (before, asked) => (asked?.queryKey[2] === query ? before : undefined),
    staleTime: Infinity,
    gcTime: 10_000,
  });
  const placeOf = (wanted: string | undefined): number => data?.columns.findIndex(({ name }) => name === wanted) ?? -1;
  const [at, other] = [placeOf(column), placeOf(beside)];
  if (data === undefined || at < 0) return new Map();
  const found = new Map<string, ValueBeside>();
  for (const row of data.rows) {
    const value: unknown = row[at];
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") continue;
    const text = String(value);
    if (found.size < most && !found.has(text))
      found.set(text, { value, beside: other < 0 ? undefined : String(row[other]) });
  }
  return found;
}
