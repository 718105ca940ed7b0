import { api } from "./client.ts";
import { RefusedError } from "./refused-error.ts";
import { take } from "./take.ts";

/** Milliseconds between two looks at a promotion: tests take seconds. */
const pauses = [250, 500, 1000, 2000] as const;

/**
 * Publishes a stored version. Where the server requires tests, it waits until they have been run.
 *
 * @param etag of the versions as the user sees them
 * @param testing called once the tests begin
 * @throws RefusedError, with the tests that fail
 */
export async function promote(
  name: string,
  etag: string,
  wanted: { readonly version: string; readonly why?: string },
  testing: () => void,
): Promise<void> {
  const answer = await take(
    api.POST("/templates/{name}/promote", { params: { path: { name }, header: { "if-match": etag } }, body: wanted }),
  );
  if (!("number" in answer)) return;
  testing();
  const params = { path: { name, number: String(answer.number) } };
  for (let look = 0; ; look += 1) {
    const { status, failure } = await take(api.GET("/templates/{name}/promotions/{number}", { params }));
    if (status === "ready") return;
    if (status === "failed") throw new RefusedError(failure?.status ?? 422, failure);
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(look, pauses.length - 1)]));
  }
}

/** Whether somebody else has changed what is published meanwhile. */
export function isLate(error: Error | null): boolean {
  return error instanceof RefusedError && error.problems.some(({ code }) => code === "changed-meanwhile");
}
