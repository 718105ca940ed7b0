import { useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { api } from "./client.ts";
import { take } from "./take.ts";

export type Report = components["schemas"]["Report"];

/** Milliseconds between two looks at a report under way. */
const pause = 250;

export function isPending({ status }: Report): boolean {
  return status === "queued" || status === "rendering";
}

/** A report, looked at again and again until it has ended. */
export function useReport(id: string | undefined) {
  return useQuery({
    queryKey: ["report", id],
    queryFn: () => take(api.GET("/reports/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data !== undefined && isPending(state.data) ? pause : false),
    refetchIntervalInBackground: true,
  });
}

/** The PDF of a ready report. It is named by its hash, so it never changes. */
export function useReportPdf(report: Report | undefined) {
  const sha256 = report?.status === "ready" ? report.sha256 : undefined;
  return useQuery({
    queryKey: ["pdf", report?.id, sha256],
    queryFn: () => fetchPdf(report!.id),
    enabled: sha256 !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** @throws RefusedError */
export async function fetchPdf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await take(api.GET("/reports/{id}/report.pdf", { params: { path: { id } }, headers: { accept: "application/pdf" }, parseAs: "arrayBuffer" }))) as ArrayBuffer);
}
