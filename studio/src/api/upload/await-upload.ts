import { api } from "../client.ts";
import { RefusedError } from "../refused-error.ts";
import { take } from "../take.ts";

/** Milliseconds between two looks at an upload: soon at first, since most files are read within a second. */
const pauses = [150, 300, 600, 1000] as const;

/**
 * Waits until an upload is stored.
 *
 * @throws RefusedError with what is wrong with the file
 */
export async function awaitUpload(id: string): Promise<void> {
  for (let look = 0; ; look += 1) {
    const state = await take(api.GET("/uploads/{id}", { params: { path: { id } } }));
    if (state.status === "stored") return;
    if (state.status === "failed") throw new RefusedError(422, state.failure);
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(look, pauses.length - 1)]));
  }
}
