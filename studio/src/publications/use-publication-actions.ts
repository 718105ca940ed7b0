import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";

/** What can be done with a publication: run it, pause it, resume it; delete it. */
export function usePublicationActions(name: string) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const params = { path: { name } };
  const changed = () =>
    Promise.all(
      [keys.publication(name), keys.editions(name), keys.edition(name), keys.publications()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const act = useMutation({
    mutationFn: async (action: "pause" | "resume" | "run") => {
      if (action === "pause") await take(api.POST("/publications/{name}/pause", { params }));
      else if (action === "resume") await take(api.POST("/publications/{name}/resume", { params }));
      else await take(api.POST("/publications/{name}/run", { params, body: {} }));
    },
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/publications/{name}", { params })),
    onSuccess: async () => {
      navigate("/publications");
      await queries.invalidateQueries({ queryKey: keys.publications() });
    },
  });
  return { act, remove };
}
