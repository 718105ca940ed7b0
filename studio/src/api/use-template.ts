import { keys } from "./query-keys.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { afterOf } from "./after-of.ts";
import { api } from "./client.ts";
import { take } from "./take.ts";

export type Template = components["schemas"]["TemplateDetail"];

/** The templates that reports can be made from, by name. */
export function useTemplates() {
  return useInfiniteQuery({
    queryKey: keys.templates(),
    queryFn: ({ pageParam }) =>
      take(api.GET("/templates", { params: { query: pageParam === "" ? {} : { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
}

/** The templates that have versions and none that is current, by name. */
export function useUnpublished() {
  return useInfiniteQuery({
    queryKey: keys.templates("unpublished"),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/templates", {
          params: { query: { state: "unpublished" as const, ...(pageParam === "" ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
}

export function useTemplate(name: string) {
  return useQuery(templateQuery(name));
}

/** The template that a reference names, also in a version: `name@version`. Empty: none. */
export function useTemplateOf(reference: string) {
  const [name = "", version] = reference.split("@");
  return useQuery({
    queryKey: keys.template(name, version),
    queryFn: (): Promise<Template> =>
      version === undefined
        ? take(api.GET("/templates/{name}", { params: { path: { name } } }))
        : take(api.GET("/templates/{name}/versions/{version}", { params: { path: { name, version } } })),
    enabled: name !== "",
  });
}

/** The same as a query of several. */
export function templateQuery(name: string) {
  return {
    queryKey: keys.template(name),
    queryFn: () => take(api.GET("/templates/{name}", { params: { path: { name } } })),
  };
}
