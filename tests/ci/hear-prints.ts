/**
 * Passes what tests write to the streams of their process to the console, which vitest knows the test of:
 * `suite-reporter.ts` names passing tests that print. Files that share a process share this.
 */
const heard: unique symbol = Symbol.for("broadsheet.heard-prints");

if (!(heard in globalThis)) {
  Object.defineProperty(globalThis, heard, { value: true });
  hear(process.stdout, "log");
  hear(process.stderr, "error");
}

function hear(stream: NodeJS.WriteStream, say: "log" | "error"): void {
  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): true => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    // `execFileSync` writes what its program has said, also if that is nothing.
    if (text !== "") console[say](text);
    const done = rest.findLast((one) => typeof one === "function") as (() => void) | undefined;
    if (done !== undefined) queueMicrotask(done);
    return true;
  };
  stream.write = write;
}
