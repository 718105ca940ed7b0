import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

/** What a store answers. */
export interface StoreAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly body: unknown;
}

/**
 * Sends bytes to a signed URL, by `node:http`, since `fetch` sends a stream in chunks, which S3 does not take: it wants
 * the length.
 *
 * @param content path of a file, or its bytes
 * @param sent hears how many bytes have gone
 */
export async function putBytes(
  url: string,
  method: string,
  headers: Headers,
  content: string | Uint8Array,
  bytes: number,
  sent: (bytes: number) => void,
): Promise<StoreAnswer> {
  const { request } = url.startsWith("https:") ? await import("node:https") : await import("node:http");
  return await new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method, headers: { ...Object.fromEntries(headers), "content-length": bytes } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const { statusCode: status = 0, statusMessage: statusText = "" } = answer;
          resolve({ status, statusText, body: parsed(text) });
        });
      },
    );
    sending.setTimeout(60_000, () => sending.destroy(new Error("nothing moved for 60 s")));
    sending.on("error", reject);
    let total = 0;
    const source = typeof content === "string" ? createReadStream(content) : Readable.from(slices(content));
    source.on("data", (chunk: string | Buffer) => sent((total += chunk.length)));
    source.on("error", (error: Error) => sending.destroy(error));
    source.pipe(sending);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // S3 answers in XML.
    return /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? text.slice(0, 200);
  }
}

function* slices(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.byteLength; at += 65_536) yield content.subarray(at, at + 65_536);
}
