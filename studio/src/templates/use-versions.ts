import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { fetchFile } from "../api/fetch-file.ts";
import { take } from "../api/take.ts";
import { unzipFiles } from "../write/sources/zip-files.ts";

export type TemplateVersion = components["schemas"]["TemplateVersion"];

/** The versions of a template, newest first, and the tag that a move must name. */
export function useVersions(name: string) {
  return useQuery({
    queryKey: keys.template(name, "versions"),
    queryFn: async () => {
      const call = await api.GET("/templates/{name}/versions", { params: { path: { name }, query: { limit: 200 } } });
      const { versions } = await take(Promise.resolve(call));
      return { versions, etag: call.response.headers.get("etag") ?? "" };
    },
  });
}

/** What was published under the name: when, by whom, why. */
export function useMoves(name: string) {
  return useInfiniteQuery({
    queryKey: keys.template(name, "log"),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/templates/{name}/log", {
          params: { path: { name }, query: { limit: 20, ...(pageParam !== "" && { after: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
}

/** The files of a version, which never change. */
export function useFiles(name: string, version: string | undefined) {
  return useQuery({
    queryKey: keys.templateFiles(name, version),
    queryFn: async () =>
      unzipFiles(
        new Uint8Array(await (await fetchFile(`/templates/${name}/versions/${version}/template.zip`)).arrayBuffer()),
      ),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
