import { hintNearMatch } from "../../../near-match.ts";
import { focusForms, readFocus } from "../../picture/read-focus.ts";
import type { YamlFile } from "../files/read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";
import type { CoverLook } from "../theme.ts";
import type { CoverYaml } from "../template-yaml.ts";

/**
 * The look of a theme's cover. An image's path is relative to the folder of the theme's file, to the root, or to
 * the template's `images/`.
 *
 * @param pointer JSON pointer to the theme's fields in their file
 * @param root the folder that paths do not leave: that of a shared theme, or "" for the template's
 */
export function readCover(
  { image, focus = "center", ...colors }: CoverYaml,
  file: string,
  yaml: YamlFile,
  pointer: string,
  files: TemplateFiles,
  problems: TemplateProblems,
  root: string,
): CoverLook {
  const point = readFocus(focus);
  if (point === undefined) {
    problems.add({
      code: "invalid-value",
      message: `${file}: the focus of the cover cannot be read`,
      where: yaml.locate(`${pointer}/cover/focus`),
      seen: focus,
      allowed: focusForms,
    });
  }
  if (image === undefined) return colors;
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  const path = [`${folder}${image}`, `${root}${image}`, `images/${image}`].find((candidate) => files.has(candidate));
  if (path === undefined) {
    const allowed = [...files.keys()].filter((each) => /\.(?:svg|png|jpe?g)$/i.test(each));
    problems.add({
      code: "missing-file",
      message: `${file}: the cover's image ${image} does not exist`,
      where: yaml.locate(`${pointer}/cover/image`),
      seen: image,
      allowed,
      ...hintNearMatch(image, image.includes("/") ? allowed : allowed.map((each) => each.replace(/^images\//, ""))),
    });
  }
  return path === undefined || point === undefined ? colors : { ...colors, image: { path, focus: point } };
}
