import { hintNearMatch } from "../../../near-match.ts";
import type { YamlFile } from "../files/read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";
import type { Theme } from "../theme.ts";
import type { ThemeYaml } from "../template-yaml.ts";
import { checkFont } from "./check-font.ts";

/**
 * A template's own fonts by family and cut, each as a path in the template. A path is relative to the folder of the
 * file that names it, or to the root.
 *
 * @param root the folder that paths do not leave: that of a shared theme, or "" for the template's
 */
export function readFonts(
  fonts: NonNullable<ThemeYaml["fonts"]>,
  file: string,
  yaml: YamlFile,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  root: string,
): NonNullable<Theme["fonts"]> {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  const pathOf = (named: string, at: string): string => {
    const path = [`${folder}${named}`, `${root}${named}`].find((candidate) => files.has(candidate));
    if (path !== undefined) {
      checkFont(path, files.get(path)!, problems);
      return path;
    }
    const allowed = [...files.keys()].filter((each) => /\.(ttf|otf)$/i.test(each));
    problems.add({
      code: "missing-file",
      message: `${file}: the font ${named} does not exist`,
      where: yaml.locate(at),
      seen: named,
      allowed,
      ...hintNearMatch(named, allowed),
    });
    return named;
  };
  return Object.fromEntries(
    Object.entries(fonts).map(([family, cuts]) => {
      const at = `${pointer}/fonts/${family}`;
      if (typeof cuts === "string") return [family, { regular: pathOf(cuts, at) }];
      return [
        family,
        Object.fromEntries(Object.entries(cuts).map(([cut, named]) => [cut, pathOf(named, `${at}/${cut}`)])),
      ];
    }),
  );
}
