import { servePreviews } from "../../render/preview/serve-previews.ts";
import { watchRenders } from "../../render/watch/watch-renders.ts";
import { openWorld } from "../open-world.ts";

// The program of the preview function's second process. After a runtime crash the function restarts beside this one,
// which may hang; a thread notices that and ends it.
watchRenders(new URL("render-watchdog.mjs", import.meta.url));
await servePreviews(openWorld);
