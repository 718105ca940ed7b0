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
  const at = data?.columns.findIndex(({ name }) => name === column) ?? -1;
  if (data === undefined || at < 0) return new Map();
  const values = data.rows.flatMap((row) => {
    const value: unknown = row[at];
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [value] : [];
  });
  return new Map([...new Set(values)].slice(0, most).map((value) => [String(value), value]));
}
