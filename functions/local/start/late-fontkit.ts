/** What is called of fontkit's module; the types of what it gives are those of the module that this one stands for. */
interface Fontkit {
  create(font: Uint8Array, postscriptName?: string): unknown;
}

let loaded: Fontkit | undefined;

/**
 * Stands for fontkit in the frozen program. Few texts need what it knows (scripts whose letters change with their neighbours, text drawn as
 * outlines), and it is a twentieth of what would have to be read before every report: it is loaded with the first call, from its package.
 */
export function create(font: Uint8Array, postscriptName?: string): unknown {
  // A `require` for esbuild, which leaves it as it is.
  loaded ??= require("../../node_modules/fontkit/dist/main.cjs") as Fontkit;
  return loaded.create(font, postscriptName);
}
