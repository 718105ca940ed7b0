/** The part of fontkit's module that is used; its results have the types of the module that this one replaces. */
interface Fontkit {
  create(font: Uint8Array, postscriptName?: string): unknown;
}

let loaded: Fontkit | undefined;

/**
 * Replaces fontkit in the frozen program. Few texts need it (scripts whose letters depend on their neighbours, text
 * drawn as outlines), and it would be a twentieth of what every report has to read. It is loaded from its package on
 * the first call.
 */
export function create(font: Uint8Array, postscriptName?: string): unknown {
  // As a `require`, esbuild leaves it unchanged.
  loaded ??= require("../../node_modules/fontkit/dist/main.cjs") as Fontkit;
  return loaded.create(font, postscriptName);
}
