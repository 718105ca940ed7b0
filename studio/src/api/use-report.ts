import { keys } from "./query-keys.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "./client.ts";
import { followReport } from "./follow-report.ts";
import { isPending, type Report } from "./report.ts";
import { take } from "./take.ts";

/** Milliseconds between two looks at a report under way. */
const pause = 250;

/** A report, followed until it has ended: by the server's events where it streams them, else by looking again. */
export function useReport(id: string | undefined) {
  const queries = useQueryClient();
  const [polling, setPolling] = useState(false);
  const query = useQuery({
    queryKey: keys.report(id),
    queryFn: () => take(api.GET("/reports/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (polling && state.data !== undefined && isPending(state.data) ? pause : false),
    refetchIntervalInBackground: true,
  });
  const pending = query.data !== undefined && isPending(query.data);
  useEffect(() => {
    if (id === undefined || !pending) return undefined;
    const leaving = new AbortController();
    setPolling(false);
    const tell = (report: Report): void => {
      queries.setQueryData(keys.report(id), report);
    };
    followReport(id, tell, leaving.signal).then(
      (ended) => setPolling(!ended),
      () => !leaving.signal.aborted && setPolling(true),
    );
    return () => leaving.abort();
  }, [id, pending, queries]);
  return query;
}

/** The PDF of a ready report. It is named by its hash, so it never changes. */
export function useReportPdf(report: Report | undefined) {
  const sha256 = report?.status === "ready" ? report.sha256 : undefined;
  return useQuery({
    queryKey: keys.pdf(report?.id, sha256),
    queryFn: () => fetchPdf(report!.id),
    enabled: sha256 !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** @throws RefusedError */
export async function fetchPdf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    (await take(
      api.GET("/reports/{id}/report.pdf", {
        params: { path: { id } },
        headers: { accept: "application/pdf" },
        parseAs: "arrayBuffer",
      }),
    )) as ArrayBuffer,
  );
}
