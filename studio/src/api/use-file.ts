import { keys } from "./query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { fetchFile } from "./fetch-file.ts";

/**
 * The bytes of a file of the API.
 *
 * @param path `undefined` as long as there is none
 * @param version changes with the content
 */
export function useFile(path: string | undefined, version: string | number | undefined) {
  return useQuery({
    queryKey: keys.file(path, version),
    queryFn: async () => new Uint8Array(await (await fetchFile(path!)).arrayBuffer()),
    enabled: path !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
