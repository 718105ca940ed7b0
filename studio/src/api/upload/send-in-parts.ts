import type { components } from "../../../../functions/client/create-client.ts";
import { again } from "../again.ts";
import { api } from "../client.ts";
import { putBody, type SendingState } from "./put-body.ts";
import { sha256Of } from "./sha256-of.ts";
import { take } from "../take.ts";

type Part = components["schemas"]["UploadPart"];

/** Longest wait for an answer about a part, and for a store to take what it was sent, ms. */
const answerMs = 60_000;

/** Longest wait until a store has put the parts together, ms. */
const completeMs = 15 * 60_000;

const network = {
  isThere: () => navigator.onLine,
  comes: () => new Promise((resolve) => window.addEventListener("online", resolve, { once: true })),
};

/**
 * Sends a file in parts, and goes on where it was cut short, also after the page was closed: the server finds the
 * upload by what the file is. Without a network it waits for one.
 *
 * @returns the id of the upload, which is then read
 * @throws RefusedError, UnreachableError
 */
export async function sendInParts(
  body: components["schemas"]["UploadRequest"],
  content: Blob,
  report?: (state: SendingState) => void,
): Promise<string> {
  const {
    id,
    status,
    partBytes = 0,
    partCount = 0,
  } = await again(() => take(api.POST("/uploads/in-parts", { body, signal: AbortSignal.timeout(answerMs) })), network);
  if (status !== "waiting") return id;
  const path = { id };
  const listed = await again(
    () => take(api.GET("/uploads/{id}/parts", { params: { path }, signal: AbortSignal.timeout(answerMs) })),
    network,
  );
  const arrived = new Set(listed.parts.map(nameOf));
  const hashes: string[] = [];
  for (let number = 1; number <= partCount; number += 1) {
    const start = (number - 1) * partBytes;
    const bytes = content.slice(start, start + partBytes);
    const part: Part = { number, sha256: await sha256Of(bytes) };
    hashes.push(part.sha256);
    const show = (state: SendingState): void => {
      if (state.step === "sending")
        report?.({ step: "sending", share: (start + state.share * bytes.size) / content.size });
    };
    if (!arrived.has(nameOf(part))) await again(() => sendPart(id, part, bytes, show), network);
    show({ step: "sending", share: 1 });
  }
  report?.({ step: "reading" });
  const asked = { params: { path }, body: { parts: hashes } };
  await again(
    () => take(api.POST("/uploads/{id}/complete", { ...asked, signal: AbortSignal.timeout(completeMs) })),
    network,
  );
  return id;
}

function nameOf({ number, sha256 }: Part): string {
  return `${number}-${sha256}`;
}

async function sendPart(id: string, part: Part, bytes: Blob, report: (state: SendingState) => void): Promise<void> {
  const asked = { params: { path: { id } }, body: { parts: [part] }, signal: AbortSignal.timeout(answerMs) };
  const { url, headers } = (await take(api.POST("/uploads/{id}/parts", asked))).parts[0]!;
  // The browser sets the length itself.
  const given = Object.entries(headers).filter(([header]) => header !== "content-length");
  await putBody(url, Object.fromEntries(given), bytes, { report, answerMs });
}
