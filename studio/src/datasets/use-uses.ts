import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";

/** The templates and publications that read a dataset. */
export function useUses(name: string) {
  return useQuery({
    queryKey: keys.dataset(name, "uses"),
    queryFn: () => take(api.GET("/datasets/{name}/uses", { params: { path: { name } } })),
  });
}
