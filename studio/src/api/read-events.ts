/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads a stream of server-sent events (WHATWG HTML, 9.2) as it comes. Unlike EventSource it reads what `fetch`
 * answers, so that a token travels in a header.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const parts = rest.replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop()!;
    for (const part of parts) {
      const fields = part.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line));
      const data = fields.filter((field) => field?.[1] === "data").map((field) => field![2]!);
      if (data.length > 0)
        yield { event: fields.find((field) => field?.[1] === "event")?.[2] ?? "message", data: data.join("\n") };
    }
  }
}
