import type { Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { defaultTheme } from "./default-theme.ts";
import { leadPalette } from "./lead-palette.ts";
import { plainTheme } from "./plain-theme.ts";
import { brandFile, readBrand } from "./read-brand.ts";
import { themeRoots } from "./theme-roots.ts";
import { readCover } from "./read-cover.ts";
import { logoFaces, type LogoFaces } from "../logo/logo-faces.ts";
import { readLogo } from "../logo/read-logo.ts";
import { settleColors } from "./settle-colors.ts";
import { type LayeredTheme, settleRoles } from "./settle-roles.ts";
import { readPngLogo } from "../logo/read-png-logo.ts";
import { readFonts } from "./read-fonts.ts";
import { readText } from "../files/read-text.ts";
import { readYaml, type YamlFile } from "../files/read-yaml.ts";
import { collectProblems, type TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";
import type { Theme } from "../theme.ts";
import { parseThemeReference, referenceForm, takenFolder } from "./theme-reference.ts";
import { validateThemeYaml, type ThemeYaml } from "../template-yaml.ts";
import { addViolation } from "../files/add-violation.ts";

/** What an author may have meant by a theme that there is not. */
function hintOfTheme(base: string, allowed: readonly string[]): { readonly hint?: string } {
  if (base.includes("@")) return { hint: `a shared theme is ${referenceForm}` };
  const near = hintNearMatch(base, allowed);
  if ("hint" in near || !/^[a-z0-9][a-z0-9-]*$/.test(base)) return near;
  return { hint: `a shared theme is named with its version: ${base}@current` };
}

/** The themes shipped with Broadsheet. */
export const shippedThemes: Readonly<Record<string, Theme>> = { default: defaultTheme, plain: plainTheme };

/** Most themes that build on each other. */
const deepest = 4;

/** Where a theme's file is among those that build on each other. */
export interface Nesting {
  /** How many themes build on it. */
  readonly depth: number;
  /** The folder that its paths do not leave, with a final slash: that of a shared theme, or "" for the template's. */
  readonly root: string;
}

/**
 * The theme of a template. It is the name of a shipped theme, the path of a theme's file or folder
 * (`house`: `house/theme.yaml`) inside the template, a shared theme that is in the template's version (`house@current`,
 * see `takeTheme`), or its own fields over such a `base`; fields override their base. A brand.yml that lies beside and
 * is not named as the base gives what it can: what is wrong with it keeps no template from loading, see `checkBrands`.
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
  nesting: Nesting = { depth: 0, root: "" },
): Theme {
  return settleRoles(layerTheme(theme, yaml, file, pointer, files, problems, nesting));
}

function layerTheme(
  theme: string | ThemeYaml | undefined,
  yaml: YamlFile,
  file: string,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  nesting: Nesting,
): LayeredTheme {
  const { base, logo, cover, fonts, ...own } = typeof theme === "string" ? { base: theme } : settleColors(theme ?? {});
  const brand = base === undefined ? brandBeside(file, files) : undefined;
  const where = yaml.locate(typeof theme === "string" ? pointer : `${pointer}/base`);
  const layers =
    brand === undefined
      ? baseTheme(base ?? "default", where, file, files, problems, nesting)
      : layerFile(brand, files, collectProblems(), { ...nesting, depth: nesting.depth + 1 });
  const beneath = layers.theme;
  // A theme's own accent also leads the qualitative colours, unless they are given.
  const lead = (colors: readonly string[]): readonly string[] =>
    own.accent === undefined || own.accent === colors[0]
      ? colors
      : leadPalette(own.accent, colors, own.paper ?? beneath.paper);
  const palette = lead(beneath.palette);
  const { widePalette, ...rest } = beneath;
  const wide = own.palette !== undefined || widePalette === undefined ? {} : { widePalette: lead(widePalette) };
  const { root } = nesting;
  const known = fonts && problems.count();
  const read = fonts === undefined ? undefined : readFonts(fonts, file, yaml, pointer, files, problems, root);
  // Those of a brand.yml beside may be faulty: then none is used.
  const faces = read === undefined || problems.count() !== known ? undefined : { ...beneath.fonts, ...read };
  // A theme's logo is set in its own fonts, whatever fonts a template that builds on it has.
  const letters = (): LogoFaces => logoFaces(faces ?? beneath.fonts, files);
  const drawn = logo === undefined ? undefined : logoOf(logo, file, yaml, pointer, files, problems, root, letters);
  const layered: Theme = {
    ...rest,
    palette,
    ...wide,
    ...own,
    sizes: { ...beneath.sizes, ...own.sizes },
    ...(cover !== undefined && {
      cover: { ...beneath.cover, ...readCover(cover, file, yaml, pointer, files, problems, root) },
    }),
    ...(own.columns !== undefined && { columns: { ...beneath.columns, ...own.columns } }),
    ...(own.pullquote !== undefined && { pullquote: { ...beneath.pullquote, ...own.pullquote } }),
    ...(faces !== undefined && { fonts: faces }),
    ...(drawn !== undefined && { logo: drawn }),
  };
  return { ...layers, theme: layered, given: new Set([...layers.given, ...Object.keys(own)]) };
}

function shippedTheme(theme: Theme): LayeredTheme {
  return { theme, given: new Set(), shipped: theme };
}

/** @param where the base is named @param file that names it */
function baseTheme(
  base: string,
  where: Where,
  file: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  { depth, root }: Nesting,
): LayeredTheme {
  const shipped = Object.hasOwn(shippedThemes, base) ? shippedThemes[base] : undefined;
  if (shipped !== undefined) return shippedTheme(shipped);
  const reference = parseThemeReference(base);
  const taken = reference && takenFolder(reference.name);
  const path =
    taken === undefined
      ? pathOfBase(base, file, files, root)
      : themeRoots.map((name) => `${taken}${name}`).find((candidate) => files.has(candidate));
  if (reference !== undefined && depth > 0) {
    problems.add({
      code: "theme-in-theme",
      message: `${where.file}: a theme cannot build on the shared theme ${base}: only template.yaml can`,
      where,
      seen: base,
      allowed: [...Object.keys(shippedThemes), "a file of the theme"],
    });
    return shippedTheme(defaultTheme);
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
      ...hintOfTheme(base, allowed),
    });
    return shippedTheme(defaultTheme);
  }
  if (depth >= deepest) {
    problems.add({
      code: "circular-theme",
      message: `${where.file}: themes build on each other more than ${deepest} times, or in a circle`,
      where,
      seen: base,
    });
    return shippedTheme(defaultTheme);
  }
  return layerFile(path, files, problems, { depth: depth + 1, root: taken ?? root });
}

/**
 * The file of a base that is no shipped or shared theme. Its path counts from the template's folder, which is that of
 * the theme inside a shared one; otherwise from the folder of the file that names it.
 */
function pathOfBase(base: string, file: string, files: TemplateFiles, root: string): string | undefined {
  const folders = [root, file.slice(0, file.lastIndexOf("/") + 1)];
  return folders
    .flatMap((folder) => {
      const named = `${folder}${base}`;
      return [named, ...themeRoots.map((name) => `${named.replace(/\/$/, "")}/${name}`)];
    })
    .find((candidate) => files.has(candidate));
}

/** The theme of a file, which exists. */
export function readThemeFile(path: string, files: TemplateFiles, problems: TemplateProblems, nesting: Nesting): Theme {
  return settleRoles(layerFile(path, files, problems, nesting));
}

function layerFile(path: string, files: TemplateFiles, problems: TemplateProblems, nesting: Nesting): LayeredTheme {
  const inner = readYaml(path, readText(path, files.get(path) as Uint8Array, problems), problems);
  if (inner.value === undefined) return shippedTheme(defaultTheme);
  if (brandFile.test(path))
    return layerTheme(readBrand(path, inner, problems).theme, inner, path, "", files, problems, nesting);
  const violations = validateThemeYaml(inner.value);
  for (const violation of violations) addViolation(path, violation, inner, problems);
  if (violations.length > 0) return shippedTheme(defaultTheme);
  return layerTheme(inner.value as ThemeYaml, inner, path, "", files, problems, nesting);
}

/** The brand.yml in the folder of a theme's file, or of a template: what its theme builds on unless it says. */
function brandBeside(file: string, files: TemplateFiles): string | undefined {
  if (brandFile.test(file)) return undefined;
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  return themeRoots.map((root) => `${folder}${root}`).find((path) => brandFile.test(path) && files.has(path));
}

/** A logo's path is relative to the folder of the file that names it, or to the root. */
function logoOf(
  logo: string,
  file: string,
  yaml: YamlFile,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  root: string,
  letters: () => LogoFaces,
): Theme["logo"] {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  const path = [`${folder}${logo}`, `${root}${logo}`].find((candidate) => files.has(candidate));
  if (path?.endsWith(".png") === true) return readPngLogo(path, files.get(path) as Uint8Array, problems);
  if (path !== undefined)
    return readLogo(path, readText(path, files.get(path) as Uint8Array, problems), problems, letters());
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
