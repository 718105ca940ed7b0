import { SystemExternal } from "speech-rule-engine/mjs/common/system_external.js";

/** Ends the loan of `lend-window.ts`: the engine keeps its DOM, and finds no browser from now on. */
Reflect.deleteProperty(globalThis, "window");
Reflect.deleteProperty(globalThis, "document");
Object.assign(SystemExternal, { documentSupported: false, windowSupported: false });
