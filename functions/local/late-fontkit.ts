import type { Font } from "fontkit";

let loaded: typeof import("fontkit") | undefined;

/**
 * Stands for fontkit in the frozen program. Few texts need what it knows (scripts whose letters change with their neighbours, text drawn as
 * outlines), and it is a twentieth of what would have to be read before every report: it is loaded with the first call, from its package.
 */
export function create(font: Buffer, postscriptName?: string): Font {
  // A `require` for esbuild, which leaves it as it is.
  loaded ??= require("../../node_modules/fontkit/dist/main.cjs") as typeof import("fontkit");
  return loaded.create(font, postscriptName) as Font;
}
