import type { Warning } from "../../../errors.ts";
import { readText } from "../files/read-text.ts";
import { readYaml } from "../files/read-yaml.ts";
import { collectProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";
import { brandFile, readBrand } from "./read-brand.ts";
import { readThemeFile } from "./read-theme.ts";
import { takenFolder, themeNamedIn } from "./theme-reference.ts";

const allowed = "color, typography (fonts, base, headings, monospace) and logo";

/**
 * Says what of each brand.yml is not read, and what is wrong with one that no theme names as its base, which is used as
 * far as it can be: `unread-brand`.
 */
export function checkBrands(files: TemplateFiles): Warning[] {
  const reference = themeNamedIn(files);
  const taken = reference && takenFolder(reference.name);
  return [...files].flatMap(([file, body]): Warning[] => {
    if (!brandFile.test(file)) return [];
    const told = collectProblems();
    const { ignored } = readBrand(file, readYaml(file, readText(file, body, told), told), told);
    const faults = collectProblems();
    const root = taken !== undefined && file.startsWith(taken) ? taken : "";
    readThemeFile(file, files, faults, { depth: 1, root });
    return [
      ...(ignored.length === 0
        ? []
        : [
            {
              code: "unread-brand" as const,
              message: `${file}: not read: ${ignored.join(", ")}`,
              where: { file },
              seen: ignored,
              allowed,
            },
          ]),
      ...faults.list().map((fault) => ({ ...fault, code: "unread-brand" as const })),
    ];
  });
}
