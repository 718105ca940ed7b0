/**
 * Passes what tests write to the streams of their process to the console, which vitest knows the test of:
 * `suite-reporter.ts` names passing tests that print. Files that share a process share this.
 */
const heard: unique symbol = Symbol.for("broadsheet.heard-prints");

/**
 * What CDK says of each function that it bundles, and our bundling of its size; and what Node says of an experimental
 * function. No option silences them.
 */
const unasked =
  /^\s*(?:Bundling asset |[\w./ -]+: [\d.]+ MB of the 250 MB |\(node:\d+\) ExperimentalWarning: |\(Use `node --trace-warnings)/;

if (!(heard in globalThis)) {
  // Files that share a process each wait for its end.
  process.setMaxListeners(0);
  Object.defineProperty(globalThis, heard, { value: true });
  hear(process.stdout, "log");
  hear(process.stderr, "error");
}

function hear(stream: NodeJS.WriteStream, say: "log" | "error"): void {
  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): true => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    // `execFileSync` writes what its program has said, also if that is nothing.
    if (text !== "" && !unasked.test(text)) console[say](text);
    const done = rest.findLast((one) => typeof one === "function") as (() => void) | undefined;
    if (done !== undefined) queueMicrotask(done);
    return true;
  };
  stream.write = write;
}
