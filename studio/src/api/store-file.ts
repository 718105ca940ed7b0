import { api } from "./client.ts";
import type { components } from "../../../functions/client/schema.ts";
import { take } from "./take.ts";

export type StoredDataset = components["schemas"]["DatasetProfile"];

/** Largest file in one request, bytes. */
export const largestFile = 4 * 1024 * 1024;

const mediaTypes: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  jsonl: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The media type of a data file by its name; `undefined` for a format that cannot be read. */
export function mediaTypeOf(fileName: string): string | undefined {
  return mediaTypes[/\.(\w+)$/.exec(fileName.toLowerCase())?.[1] ?? ""];
}

/** A name for the dataset of a file: `Sales 2026.csv` → `sales-2026`. */
export function datasetName(fileName: string): string {
  const name = fileName
    .replace(/\.\w+$/, "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 55);
  return name === "" ? "data" : name;
}

/**
 * Stores bytes as a dataset that has its name for itself: a name that is taken by other content gets a number, so that
 * nobody else's data change.
 *
 * @throws RefusedError if the content cannot be read
 */
export async function storeData(bytes: Uint8Array<ArrayBuffer>, mediaType: string, wanted: string): Promise<StoredDataset> {
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    const { data, response } = await api.GET("/datasets/{name}", { params: { path: { name } } });
    if (data?.version === hash) return data;
    if (response.status !== 404 && response.ok) continue;
    return await take(
      api.PUT("/datasets/{name}", {
        params: { path: { name } },
        headers: { "content-type": mediaType },
        // The bytes of the file, whatever its format.
        body: bytes as unknown as string,
        bodySerializer: (body) => body,
      }),
    );
  }
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
