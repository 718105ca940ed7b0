import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { saveFile } from "../api/fetch-file.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";

/** What can be done with a batch: make its failed reports again, delete it, save a file of it. */
export function useBatchActions(id: string) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const params = { path: { id } };
  const retry = useMutation({
    mutationFn: () => take(api.POST("/batches/{id}/retry", { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.batch(id) }),
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/batches/{id}", { params })),
    onSuccess: async () => {
      navigate("/batches");
      await queries.invalidateQueries({ queryKey: keys.batches() });
    },
  });
  const save = useMutation({
    mutationFn: ({ path, name }: { readonly path: string; readonly name: string }) => saveFile(path, name),
  });
  return { retry, remove, save };
}
