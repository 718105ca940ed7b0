import type { ThemeYaml } from "../template-yaml.ts";
import { type BrandReading, isMapping, lightOf } from "./brand-yaml.ts";

/** Sizes of a brand's logo, in the order in which they are looked for. */
const sizes = ["medium", "small", "large"] as const;

/** The logo of a brand: the medium one, otherwise the small one, otherwise the large one; for a light page. */
export function readBrandLogo({ brand, ignore, refuse }: BrandReading): ThemeYaml {
  const { logo } = brand;
  if (logo === undefined || logo === null) return {};
  const images = isMapping(logo) && isMapping(logo["images"]) ? logo["images"] : {};
  const size = isMapping(logo) ? sizes.find((one) => logo[one] !== undefined && logo[one] !== null) : undefined;
  if (isMapping(logo))
    for (const name of Object.keys(logo)) if (name !== size && name !== "images") ignore("logo", name);
  const named = lightOf(isMapping(logo) ? size && logo[size] : logo);
  if (named === undefined) return {};
  const image = typeof named === "string" && Object.hasOwn(images, named) ? images[named] : named;
  const path = isMapping(image) ? image["path"] : image;
  if (typeof path === "string" && /\.(?:svg|png)$/.test(path) && !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path))
    return { logo: path.replace(/^\.?\//, "") };
  refuse(["logo", ...(size === undefined ? [] : [size])], "names no file that can be a logo", {
    seen: path ?? null,
    allowed: ["an SVG or PNG file in the folder: nothing is loaded from elsewhere", ...Object.keys(images)],
  });
  return {};
}
