import { createServer, request } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { readBody } from "../../../functions/http/request/read-body.ts";

const limit = 100_000;

const app = new Hono();
app.post("/", async (c) => c.text(sha256(await readBody(c, limit))));
app.onError((error, c) => c.text(error instanceof BroadsheetError ? error.problems[0]!.code : error.message, 413));
const server = createServer(getRequestListener(app.fetch));

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

/** Sends a body in pieces, and says its length before or does not. @returns the text of the answer */
async function send(body: Uint8Array, declared: boolean): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const headers = declared ? { "content-length": body.length } : { "transfer-encoding": "chunked" };
  const call = request({ port, host: "127.0.0.1", method: "POST", headers, agent: false });
  // A refusal may come before the last piece.
  call.on("error", () => undefined);
  const answered = once(call, "response");
  for (let from = 0; from < body.length; from += 30_000) call.write(body.subarray(from, from + 30_000));
  call.end();
  const [answer] = (await answered) as [AsyncIterable<Buffer>];
  let text = "";
  for await (const piece of answer) text += piece.toString("utf8");
  return text;
}

test.each([0, 1, 65_535, 65_536, 65_537, limit, limit + 1])(
  "%i bytes are read whole or refused, whether their length is said before or not",
  async (length) => {
    const body = Uint8Array.from({ length }, (_, place) => (place * 7) % 251);
    const expected = length > limit ? "body-too-large" : sha256(body);
    for (const declared of [true, false]) expect(await send(body, declared), `declared: ${declared}`).toBe(expected);
  },
);
