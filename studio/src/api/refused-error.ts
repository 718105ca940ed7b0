import type { components } from "../../../functions/client/schema.ts";

export type ProblemDetails = components["schemas"]["ProblemDetails"];
export type ProblemEntry = components["schemas"]["ProblemEntry"];

/** An answer that the API refused, with its problem details (RFC 9457). */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;
  readonly details: ProblemDetails | undefined;

  constructor(status: number, details: ProblemDetails | undefined) {
    super(details?.detail ?? details?.title ?? `HTTP ${status}`);
    this.status = status;
    this.details = details;
  }

  /** What is wrong, one entry for each fault; never empty. */
  get problems(): readonly ProblemEntry[] {
    const listed = this.details?.problems ?? [];
    return listed.length > 0 ? listed : [{ code: kindOf(this.details), message: this.message }];
  }
}

/** The kind of a problem, the end of its `type`: `not-found`. What a gateway answers in our place has none. */
export function kindOf(details: Partial<Pick<ProblemDetails, "type">> | undefined): string {
  return details?.type?.split(":").at(-1) ?? "refused";
}

/** Whether asking again would change nothing: the API has understood the request, and refused it. */
export function isFinal(error: Error): boolean {
  return error instanceof RefusedError && error.status < 500 && error.status !== 429;
}
