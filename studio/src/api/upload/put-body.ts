import { type ProblemDetails, RefusedError } from "../refused-error.ts";
import { UnreachableError } from "../unreachable-error.ts";

/** What is happening to the file. @param share of the bytes that are sent, 0 to 1 */
export type SendingState = { readonly step: "sending"; readonly share: number } | { readonly step: "reading" };

/**
 * Sends a body and reports how much of it is sent, which `fetch` cannot.
 *
 * @returns the status
 */
export function putBody(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  { report, refused }: { readonly report?: ((state: SendingState) => void) | undefined; readonly refused?: () => void },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    if (report !== undefined) {
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        report({ step: "sending", share: total === 0 ? 1 : loaded / total }),
      );
      request.upload.addEventListener("load", () => report({ step: "reading" }));
    }
    request.addEventListener("error", () => reject(new UnreachableError("the server cannot be reached")));
    request.addEventListener("load", () => {
      if (request.status === 401) refused?.();
      if (request.status >= 200 && request.status < 300) resolve(request.status);
      else reject(new RefusedError(request.status, detailsOf(request.responseText)));
    });
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
