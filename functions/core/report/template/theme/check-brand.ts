import type { Warning } from "../../../errors.ts";
import { readText } from "../files/read-text.ts";
import { readYaml } from "../files/read-yaml.ts";
import { collectProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";
import { brandFile, readBrand } from "./read-brand.ts";

/** Says what of each brand.yml is not read: `unread-brand`. */
export function checkBrands(files: TemplateFiles): Warning[] {
  return [...files].flatMap(([file, body]): Warning[] => {
    if (!brandFile.test(file)) return [];
    const problems = collectProblems();
    const { ignored } = readBrand(file, readYaml(file, readText(file, body, problems), problems), problems);
    if (ignored.length === 0) return [];
    return [
      {
        code: "unread-brand",
        message: `${file}: not read: ${ignored.join(", ")}`,
        where: { file },
        seen: ignored,
        allowed: "color, typography (fonts, base, headings, monospace) and logo",
      },
    ];
  });
}
