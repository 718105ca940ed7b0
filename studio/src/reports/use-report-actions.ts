import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";

/** What can be done with a report: make it again, take it out of the queue, delete it. */
export function useReportActions(id: string) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const params = { path: { id } };
  const refresh = (): Promise<unknown> =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.report(id) }),
      queries.invalidateQueries({ queryKey: keys.reports() }),
    ]);
  const retry = useMutation({
    mutationFn: () => take(api.POST("/reports/{id}/retry", { params })),
    onSuccess: refresh,
  });
  const cancel = useMutation({
    mutationFn: () => take(api.POST("/reports/{id}/cancel", { params })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    async mutationFn() {
      const { error, response } = await api.DELETE("/reports/{id}", { params });
      if (!response.ok) await take(Promise.resolve({ error, response }));
    },
    async onSuccess() {
      navigate("/reports");
      queries.removeQueries({ queryKey: keys.report(id) });
      await queries.invalidateQueries({ queryKey: keys.reports() });
    },
  });
  return { retry, cancel, remove };
}
