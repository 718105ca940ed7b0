import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "../../../studio/src/api/read-events.ts";

async function read(...chunks: readonly string[]): Promise<ServerEvent[]> {
  const encoder = new TextEncoder();
  const found: ServerEvent[] = [];
  for await (const event of readEvents(ReadableStream.from(chunks.map((chunk) => encoder.encode(chunk)))))
    found.push(event);
  return found;
}

test("events are read however the stream is cut, and comments are passed over", async () => {
  expect(
    await read(
      "event: re",
      "ady\ndata: {}\n",
      '\n:\n\nevent: files\r\ndata: {"a":\r\ndata: 1}\r\n\r\n',
      "data: plain\n\nevent: cut off",
    ),
  ).toEqual([
    { event: "ready", data: "{}" },
    { event: "files", data: '{"a":\n1}' },
    { event: "message", data: "plain" },
  ]);
});
