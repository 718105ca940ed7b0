import { type ProblemDetails, RefusedError } from "../refused-error.ts";
import { UnreachableError } from "../unreachable-error.ts";

/** Longest time without a byte that gets through, ms. A connection whose other end is gone tells nobody. */
const longestStill = 30_000;

/** Longest wait for the answer once all is sent, ms: so long may the service read a file on AWS Lambda. */
const longestAnswer = 15 * 60_000;

/** What is happening to the file. @param share of the bytes that are sent, 0 to 1 */
export type SendingState = { readonly step: "sending"; readonly share: number } | { readonly step: "reading" };

/**
 * Sends a body and reports how much of it is sent, which `fetch` cannot.
 *
 * @param answerMs longest wait for the answer once all is sent, ms
 * @returns the status
 * @throws UnreachableError if the connection fails, or nothing gets through for 30 seconds
 * @throws RefusedError with what the server says
 */
export function putBody(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  {
    report,
    refused,
    answerMs = longestAnswer,
  }: {
    readonly report?: ((state: SendingState) => void) | undefined;
    readonly refused?: () => void;
    readonly answerMs?: number;
  },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    let timer: ReturnType<typeof setTimeout>;
    const waitAtMost = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), ms);
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      waitAtMost(longestStill);
      report?.({ step: "sending", share: total === 0 ? 1 : loaded / total });
    });
    request.upload.addEventListener("load", () => {
      waitAtMost(answerMs);
      report?.({ step: "reading" });
    });
    request.addEventListener("error", () => reject(new UnreachableError("the server cannot be reached")));
    request.addEventListener("abort", () => reject(new UnreachableError("the server does not take any more")));
    request.addEventListener("loadend", () => clearTimeout(timer));
    request.addEventListener("load", () => {
      if (request.status === 401) refused?.();
      if (request.status >= 200 && request.status < 300) resolve(request.status);
      else reject(new RefusedError(request.status, detailsOf(request.responseText)));
    });
    waitAtMost(longestStill);
    request.send(body);
  });
}

function detailsOf(text: string): ProblemDetails | undefined {
  try {
    return JSON.parse(text) as ProblemDetails;
  } catch {
    return undefined;
  }
}
