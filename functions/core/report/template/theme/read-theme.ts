import { hintNearMatch } from "../../../names/near-match.ts";
import { defaultTheme } from "./default-theme.ts";
import { plainTheme } from "./plain-theme.ts";
import { brandFile, readBrand } from "./read-brand.ts";
import { themeRoots } from "./theme-roots.ts";
import { readCover } from "./read-cover.ts";
import { readLogo } from "../logo/read-logo.ts";
import { settleColors } from "./settle-colors.ts";
import { readPngLogo } from "../logo/read-png-logo.ts";
import { readFonts } from "./read-fonts.ts";
import { readText } from "../files/read-text.ts";
import { readYaml, type YamlFile } from "../files/read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles, Theme } from "../template.ts";
import { parseThemeReference, referenceForm, takenFolder } from "./theme-reference.ts";
import { validateThemeYaml, type ThemeYaml } from "../template-yaml.ts";
import { addViolation } from "../files/add-violation.ts";

/** The themes shipped with Broadsheet. */
export const shippedThemes: Readonly<Record<string, Theme>> = { default: defaultTheme, plain: plainTheme };

/** Most themes that build on each other. */
const deepest = 4;

/**
 * The theme of a template. It is the name of a shipped theme, the path of a theme's file or folder
 * (`house`: `house/theme.yaml`) inside the template, a shared theme that is in the template's version (`house@current`,
 * see `takeTheme`), or its own fields over such a `base`; fields override their base.
 *
 * @param pointer JSON pointer to the theme's fields in their file
 */
export function readTheme(
  theme: string | ThemeYaml | undefined,
  yaml: YamlFile,
  file: string,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  depth = 0,
): Theme {
  const {
    base = brandBeside(file, files) ?? "default",
    logo,
    cover,
    fonts,
    ...own
  } = typeof theme === "string" ? { base: theme } : settleColors(theme ?? {});
  const beneath = baseTheme(
    base,
    typeof theme === "string" ? pointer : `${pointer}/base`,
    yaml,
    files,
    problems,
    depth,
  );
  // A theme's own accent also leads the qualitative colours, unless they are given.
  const palette = own.accent === undefined ? beneath.palette : [own.accent, ...beneath.palette.slice(1)];
  const { widePalette, ...rest } = beneath;
  const wide =
    own.palette !== undefined || widePalette === undefined
      ? {}
      : { widePalette: [palette[0]!, ...widePalette.slice(1)] };
  const drawn = logo === undefined ? undefined : logoOf(logo, file, yaml, pointer, files, problems);
  const faces =
    fonts === undefined ? undefined : { ...beneath.fonts, ...readFonts(fonts, file, yaml, pointer, files, problems) };
  return {
    ...rest,
    palette,
    ...wide,
    ...own,
    sizes: { ...beneath.sizes, ...own.sizes },
    ...(cover !== undefined && {
      cover: { ...beneath.cover, ...readCover(cover, file, yaml, pointer, files, problems) },
    }),
    ...(own.columns !== undefined && { columns: { ...beneath.columns, ...own.columns } }),
    ...(own.pullquote !== undefined && { pullquote: { ...beneath.pullquote, ...own.pullquote } }),
    ...(faces !== undefined && { fonts: faces }),
    ...(drawn !== undefined && { logo: drawn }),
  };
}

function baseTheme(
  base: string,
  pointer: string,
  yaml: YamlFile,
  files: TemplateFiles,
  problems: TemplateProblems,
  depth: number,
): Theme {
  const shipped = Object.hasOwn(shippedThemes, base) ? shippedThemes[base] : undefined;
  if (shipped !== undefined) return shipped;
  const reference = parseThemeReference(base);
  const folder = reference === undefined ? `${base.replace(/\/$/, "")}/` : takenFolder(reference.name);
  const path = [base, ...themeRoots.map((root) => `${folder}${root}`)].find((candidate) => files.has(candidate));
  const where = yaml.locate(pointer);
  if (reference !== undefined && depth > 0) {
    problems.add({
      code: "theme-in-theme",
      message: `${where.file}: a theme cannot build on the shared theme ${base}: only template.yaml can`,
      where,
      seen: base,
      allowed: [...Object.keys(shippedThemes), "a file of the theme"],
    });
    return defaultTheme;
  }
  if (path === undefined || !/\.ya?ml$/.test(path)) {
    const allowed = [
      ...Object.keys(shippedThemes),
      ...[...files.keys()].filter((each) => /(^|\/)theme\.yaml$/.test(each)),
    ];
    problems.add({
      code: "unknown-theme",
      message: `${where.file}: there is no theme "${base}"`,
      where,
      seen: base,
      allowed,
      ...(base.includes("@") ? { hint: `a shared theme is ${referenceForm}` } : hintNearMatch(base, allowed)),
    });
    return defaultTheme;
  }
  if (depth >= deepest) {
    problems.add({
      code: "circular-theme",
      message: `${where.file}: themes build on each other more than ${deepest} times, or in a circle`,
      where,
      seen: base,
    });
    return defaultTheme;
  }
  return readThemeFile(path, files, problems, depth + 1);
}

/**
 * The theme of a file.
 *
 * @param path of the file, which exists
 * @param depth how many themes build on it
 */
export function readThemeFile(path: string, files: TemplateFiles, problems: TemplateProblems, depth: number): Theme {
  const inner = readYaml(path, readText(path, files.get(path) as Uint8Array, problems), problems);
  if (inner.value === undefined) return defaultTheme;
  if (brandFile.test(path))
    return readTheme(readBrand(path, inner, problems).theme, inner, path, "", files, problems, depth);
  const violations = validateThemeYaml(inner.value);
  for (const violation of violations) addViolation(path, violation, inner, problems);
  if (violations.length > 0) return defaultTheme;
  return readTheme(inner.value as ThemeYaml, inner, path, "", files, problems, depth);
}

/** The brand.yml in the folder of a theme's file, or of a template: what its theme builds on unless it says. */
function brandBeside(file: string, files: TemplateFiles): string | undefined {
  if (brandFile.test(file)) return undefined;
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  return themeRoots.map((root) => `${folder}${root}`).find((path) => brandFile.test(path) && files.has(path));
}

/** A logo's path is relative to the folder of the file that names it. */
function logoOf(
  logo: string,
  file: string,
  yaml: YamlFile,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
): Theme["logo"] {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  const path = [`${folder}${logo}`, logo].find((candidate) => files.has(candidate));
  if (path?.endsWith(".png") === true) return readPngLogo(path, files.get(path) as Uint8Array, problems);
  if (path !== undefined) return readLogo(path, readText(path, files.get(path) as Uint8Array, problems), problems);
  const allowed = [...files.keys()].filter((each) => /\.(svg|png)$/.test(each));
  problems.add({
    code: "missing-file",
    message: `${file}: the logo ${logo} does not exist`,
    where: yaml.locate(`${pointer}/logo`),
    seen: logo,
    allowed,
    ...hintNearMatch(logo, allowed),
  });
  return undefined;
}
