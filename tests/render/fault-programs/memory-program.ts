/** A render worker under its real watch that fills memory outside JavaScript's heap. */
import { serveRenders } from "../../../functions/render/serve-renders.ts";
import { watchRenders } from "../../../functions/render/watch/watch-renders.ts";

watchRenders(new URL("../../../functions/render/render-watchdog.ts", import.meta.url));
function fill(): never {
  const kept: Buffer[] = [];
  for (;;) kept.push(Buffer.alloc(10_000_000, 1));
}
await serveRenders(async () => ({ render: fill, check: fill, query: fill, rendition: fill }));
