import type { ProblemDetails } from "./refused-error.ts";
import { RefusedError } from "./refused-error.ts";
import { readToken, refuseToken } from "./token.ts";

/**
 * Fetches a file of the API: its bytes, or those behind the signed link that the API answers on AWS.
 *
 * @param path such as `/batches/{id}/manifest.csv`
 * @throws RefusedError
 */
export async function fetchFile(path: string): Promise<Blob> {
  const response = await fetchMade(path);
  if (response.headers.get("content-type")?.startsWith("application/json") !== true) return response.blob();
  const { url } = (await response.json()) as { readonly url: string };
  const stored = await fetch(url);
  if (!stored.ok) throw new RefusedError(stored.status, undefined);
  return stored.blob();
}

/** Fetches what is made on request, once it is there. @throws RefusedError */
export async function fetchMade(path: string): Promise<Response> {
  const response = await ask(path);
  if (response.ok) return response;
  throw new RefusedError(response.status, (await response.json().catch(() => undefined)) as ProblemDetails | undefined);
}

/** Asks until a file that is made on request is there: each time, the answer waits for it. */
async function ask(path: string): Promise<Response> {
  const token = readToken();
  for (;;) {
    const response = await fetch(path, {
      headers: {
        accept: "application/json",
        prefer: "wait=20",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    if (response.status === 401) refuseToken();
    if (response.status !== 202) return response;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Fetches a file and hands it to the browser to keep. @throws RefusedError */
export async function saveFile(path: string, name: string): Promise<void> {
  saveBlob(await fetchFile(path), name);
}

/** Hands a file to the browser to keep. */
export function saveBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
