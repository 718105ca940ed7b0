import type { Where } from "../../../errors.ts";
import { pointerOf } from "../../../json/json-pointer.ts";
import type { YamlFile } from "../files/read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { ThemeYaml } from "../template-yaml.ts";
import { type BrandReading, type BrandYaml, isMapping } from "./brand-yaml.ts";
import { readBrandColors } from "./read-brand-colors.ts";
import { readBrandFonts } from "./read-brand-fonts.ts";
import { readBrandLogo } from "./read-brand-logo.ts";

/** Files that are a brand.yml by their names. */
export const brandFile = /(?:^|\/)_?brand\.ya?ml$/;

/**
 * The settings that a brand.yml makes, as those of a theme.yaml: its colours, its typefaces, its logo.
 *
 * @returns also what it says beside these, by paths such as `typography.link`
 */
export function readBrand(
  file: string,
  yaml: YamlFile,
  problems: TemplateProblems,
): { readonly theme: ThemeYaml; readonly ignored: readonly string[] } {
  const ignored: string[] = [];
  const place = (path: readonly string[]): Where => yaml.locate(pointerOf(path));
  if (!isMapping(yaml.value)) {
    problems.add({
      code: "wrong-type",
      message: `${file} must be a mapping`,
      where: place([]),
      allowed: "color, typography, logo",
    });
    return { theme: {}, ignored };
  }
  const brand = yaml.value as BrandYaml;
  const reading: BrandReading = {
    file,
    brand,
    ignore: (...path) => void ignored.push(path.join(".")),
    refuse: (path, message, about) =>
      problems.add({
        code: "invalid-brand",
        message: `${file}: ${path.join(".")} ${message}`,
        where: place(path),
        ...about,
      }),
  };
  for (const [name, value] of Object.entries(brand)) {
    // Who the brand is: nothing to print.
    if (name === "meta" || name === "color" || name === "typography" || name === "logo") continue;
    if (value !== null) reading.ignore(name);
  }
  return {
    theme: { ...readBrandColors(reading), ...readBrandFonts(reading), ...readBrandLogo(reading) },
    ignored,
  };
}
