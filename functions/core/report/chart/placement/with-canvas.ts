/**
 * Runs code that requests a canvas from the page, as some of Vega's transforms do, with `create` supplying it. Before
 * and after, there is no page.
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
