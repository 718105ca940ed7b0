import { readCapabilities } from "./capabilities.ts";
import { api } from "./client.ts";
import { readEvents } from "./read-events.ts";
import type { Report } from "./report.ts";

/** False once something between the server and this page has shown that it lets no stream through. */
let streams = true;

/**
 * Follows a report by the server's events, from its present state to its end.
 *
 * @returns whether the end was seen; if not, there is no stream, or it broke
 * @throws what `fetch` throws, also when the signal stops it
 */
export async function followReport(id: string, tell: (report: Report) => void, signal: AbortSignal): Promise<boolean> {
  if (!streams || !(await readCapabilities()).events) return false;
  const { data, response } = await api.GET("/reports/{id}/events", {
    params: { path: { id } },
    parseAs: "stream",
    signal,
  });
  streams = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (!streams || data === undefined) return false;
  for await (const { event, data: body } of readEvents(data as unknown as ReadableStream<Uint8Array>)) {
    if (event !== "report") break;
    const report = JSON.parse(body) as Report;
    tell(report);
    if (report.status === "ready" || report.status === "failed") return true;
  }
  return false;
}
