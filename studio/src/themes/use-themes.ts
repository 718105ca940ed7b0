import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { isDatasetName } from "../api/file-kind.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { putArchive, putZip } from "../write/sources/put-archive.ts";
import { type ChosenFile, isArchive } from "./chosen-files.ts";

export type ThemeDetail = components["schemas"]["ThemeDetail"];
export type ThemeSummary = components["schemas"]["ThemeSummary"];
export type ThemeVersion = components["schemas"]["TemplateVersion"];
export type ThemeUse = components["schemas"]["ThemeUses"]["uses"][number];
/** A template that was to follow: its draft, or why there is none. */
export type Followed = { readonly template: string } & ({ readonly version: string } | { readonly error: Error });

/**
 * The published themes, by name.
 *
 * @param state `unpublished`: instead, those that have versions and none that is current
 */
export function useThemes(state: "published" | "unpublished" = "published") {
  return useInfiniteQuery({
    queryKey: keys.themes(state),
    queryFn: ({ pageParam }) =>
      take(api.GET("/themes", { params: { query: { state, ...(pageParam !== "" && { after: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
}

/** The versions of a theme, newest first, and the tag that a change must name. */
export function useThemeVersions(name: string) {
  return useQuery({
    queryKey: keys.theme(name, "versions"),
    queryFn: async () => {
      const call = await api.GET("/themes/{name}/versions", { params: { path: { name }, query: { limit: 200 } } });
      const { versions } = await take(Promise.resolve(call));
      return { versions, etag: call.response.headers.get("etag") ?? "" };
    },
  });
}

/** What a version of a theme looks like, which never changes. */
export function useTheme(name: string, version: string) {
  return useQuery({
    queryKey: keys.theme(name, version),
    queryFn: () => take(api.GET("/themes/{name}/versions/{version}", { params: { path: { name, version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The published templates that take a theme. */
export function useThemeUses(name: string) {
  return useQuery({
    queryKey: keys.theme(name, "uses"),
    queryFn: () => take(api.GET("/themes/{name}/uses", { params: { path: { name } } })),
  });
}

/** Whether there is a theme of a name, also one without a current version, if that is wanted. */
export function useThemeExists(name: string, wanted: boolean): boolean {
  const { data } = useQuery({
    queryKey: keys.theme(name, "exists"),
    queryFn: async () =>
      (await api.GET("/themes/{name}/versions", { params: { path: { name }, query: { limit: 1 } } })).response.ok,
    enabled: wanted && isDatasetName(name),
  });
  return data === true;
}

/** Stores files, or a ZIP file of them, as a draft of a theme. Brings its version. */
export function usePushing(files: readonly ChosenFile[]) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (name: string): Promise<string> => {
      if (isArchive(files)) return await putZip(name, files[0]!.file, "theme");
      const read = files.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const);
      return await putArchive(name, new Map(await Promise.all(read)), "theme");
    },
    onSettled: refresh,
  });
}

/** Makes a version the current one. @param etag of the versions as the user sees them */
export function usePromoting(name: string, etag: string, onDone: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ version, why }: { readonly version: string; readonly why: string }) =>
      take(
        api.POST("/themes/{name}/promote", {
          params: { path: { name }, header: { "if-match": etag } },
          body: { version, ...(why.trim() !== "" && { why: why.trim() }) },
        }),
      ),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Unpublishes a theme; its versions stay. */
export function useUnpublishing(name: string, etag: string, onDone: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => done(api.DELETE("/themes/{name}", { params: { path: { name }, header: { "if-match": etag } } })),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Stores drafts of templates with the theme's current version; one that fails keeps no other from following. */
export function useApplying(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (templates: readonly string[]): Promise<readonly Followed[]> => {
      const followed: Followed[] = [];
      for (const template of templates)
        followed.push(
          await take(api.POST("/themes/{name}/apply", { params: { path: { name } }, body: { template } })).then(
            ({ version }) => ({ template, version }),
            (error: unknown) => ({ template, error: error instanceof Error ? error : new Error(String(error)) }),
          ),
        );
      return followed;
    },
    onSettled: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => ["themes", "theme", "template"].includes(String(queryKey[0])),
    });
}
