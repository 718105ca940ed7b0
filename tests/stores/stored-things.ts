import { createHash } from "node:crypto";
import type { BroadsheetClient } from "../../functions/client/create-client.ts";

/** What is in a kept store. */
export interface StoredThings {
  /** The release that wrote it. */
  readonly version: string;
  readonly report: string;
  readonly batch: string;
  readonly publication: string;
  /** Path of each PDF → its SHA-256. */
  readonly pdfs: Readonly<Record<string, string>>;
  /** Names of the templates and datasets. */
  readonly templates: readonly string[];
  readonly datasets: readonly string[];
}

/** Longest wait for all of it, ms. */
const patience = 120_000;

/** Waits until everything is ready, and lists what a client sees. */
export async function settled(
  client: BroadsheetClient,
  { version, report, batch, publication }: Pick<StoredThings, "version" | "report" | "batch" | "publication">,
): Promise<StoredThings> {
  const named = { params: { path: { name: publication } } };
  const editions = async () => (await client.GET("/publications/{name}/editions", named)).data?.editions ?? [];
  await ready(async () => (await client.GET("/reports/{id}", { params: { path: { id: report } } })).data);
  await ready(async () => (await client.GET("/batches/{id}", { params: { path: { id: batch } } })).data);
  await ready(async () => (await editions())[0]);
  const items = (await client.GET("/batches/{id}/items", { params: { path: { id: batch } } })).data?.items ?? [];
  const paths = [
    `/reports/${report}/report.pdf`,
    ...items.map(({ name }) => `/batches/${batch}/items/${name}/report.pdf`),
    ...(await editions()).map(({ id: edition }) => `/publications/${publication}/editions/${edition}/report.pdf`),
  ];
  const hashes = await Promise.all(paths.map(async (path) => [path, await sha256Of(client, path)] as const));
  return {
    version,
    report,
    batch,
    publication,
    pdfs: Object.fromEntries(hashes),
    templates: ((await client.GET("/templates")).data?.templates ?? []).map(({ name }) => name),
    datasets: ((await client.GET("/datasets")).data?.datasets ?? []).map(({ name }) => name),
  };
}

async function sha256Of(client: BroadsheetClient, path: string): Promise<string> {
  // The schema's paths have parameters; this one is filled in.
  const { data, response } = await client.GET(path as "/health", { parseAs: "arrayBuffer" });
  if (data === undefined) throw new Error(`${path} answers ${response.status}`);
  return createHash("sha256")
    .update(new Uint8Array(data as unknown as ArrayBuffer))
    .digest("hex");
}

/** Waits until something is ready. @throws Error if it has failed, or in two minutes */
export async function ready(look: () => Promise<{ readonly status: string } | undefined>): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen?.status === "ready") return;
    if (seen?.status === "failed" || performance.now() > end) throw new Error(`not ready: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
