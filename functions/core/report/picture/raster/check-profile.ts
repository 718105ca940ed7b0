import type { RasterImage } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";

/** Colour space in a profile's header → components. */
const spaces: Readonly<Record<string, 1 | 3 | 4>> = { GRAY: 1, "RGB ": 3, CMYK: 4 };
/** Classes of input, display, output and colour space: those that define an image's colours (ISO 32000-1, 8.6.5.5). */
const classes = new Set(["scnr", "mntr", "prtr", "spac"]);

/**
 * Reads the header of an ICC profile (ICC.1, 7.2) embedded in an image.
 *
 * @param components components of the image
 * @throws PictureFault if it is damaged or does not fit the image's colours
 */
export function checkProfile(profile: Buffer, components: number): NonNullable<RasterImage["profile"]> {
  const size = profile.length < 132 ? Number.POSITIVE_INFINITY : profile.readUInt32BE(0);
  const text = (start: number): string => profile.toString("latin1", start, start + 4);
  if (size > profile.length || size < 132 || text(36) !== "acsp")
    throw new PictureFault("has a colour profile that is damaged", { hint: "save it again, in sRGB" });
  if (profile[8]! > 4 || !classes.has(text(12))) {
    throw new PictureFault("has a colour profile that a PDF cannot hold", {
      seen: `version ${profile[8]}, class "${text(12)}"`,
      allowed: "versions up to 4; input, display, output and colour space profiles",
      hint: "save it in sRGB",
    });
  }
  const own = spaces[text(16)];
  if (own !== components)
    throw new PictureFault("has a colour profile that does not fit its colours", {
      seen: `a profile for ${text(16).trim()}`,
      allowed: `one for ${components} components`,
      hint: "save it again, in sRGB",
    });
  return { bytes: profile.subarray(0, size), components: own };
}
