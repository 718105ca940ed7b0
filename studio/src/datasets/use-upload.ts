import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { isDatasetName, kindOf } from "../api/file-kind.ts";
import { keepFileTitle } from "../api/file-title.ts";
import { keys } from "../api/query-keys.ts";
import type { SendingState } from "../api/upload/put-body.ts";
import { type Reading, sendFile } from "../api/upload/send-file.ts";

/** Whether there is a dataset of a name, if that is wanted. */
export function useTaken(name: string, wanted: boolean): boolean {
  const { data } = useQuery({
    queryKey: keys.datasetExists(name),
    queryFn: async () => (await api.GET("/datasets/{name}", { params: { path: { name } } })).response.ok,
    enabled: wanted && isDatasetName(name),
  });
  return data === true;
}

/** Stores a file as a dataset, and tells how far that is. */
export function useUpload(name: string, file: File, reading: Reading, hold: boolean) {
  const queries = useQueryClient();
  const [state, setState] = useState<SendingState>();
  const kind = kindOf(file.name);
  const store = useMutation({
    async mutationFn() {
      if (kind !== undefined) return await sendFile(name, file, { kind, reading, hold, report: setState });
      throw new TypeError(`${file.name} is of no known kind`);
    },
    onSettled: () => setState(undefined),
    onSuccess: async () => {
      keepFileTitle(name, file.name);
      await Promise.all(
        [keys.datasets(), keys.dataset(), keys.datasetExists()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  return { store, state };
}
