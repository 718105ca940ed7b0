import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";

/** What can be done with an edition: make it again, delete it. */
export function useEditionActions(name: string, id: string) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const params = { path: { name, edition: id } };
  const refresh = () =>
    Promise.all([keys.edition(name), keys.editions(name)].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const retry = useMutation({
    mutationFn: () => take(api.POST("/publications/{name}/editions/{edition}/retry", { params })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/publications/{name}/editions/{edition}", { params })),
    onSuccess: async () => {
      navigate(`/publications/${name}`);
      await refresh();
    },
  });
  return { retry, remove };
}
