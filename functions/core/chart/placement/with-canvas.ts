/**
 * Runs what asks the page for a canvas, as some of Vega's transforms do, with `create` answering
 * in the page's place. There is no page afterwards, as before.
 */
export function withCanvas<T>(create: () => object, run: () => T): T {
  const outer = Object.getOwnPropertyDescriptor(globalThis, "document");
  Object.defineProperty(globalThis, "document", { value: { createElement: create }, configurable: true });
  try {
    return run();
  } finally {
    if (outer === undefined) Reflect.deleteProperty(globalThis, "document");
    else Object.defineProperty(globalThis, "document", outer);
  }
}
