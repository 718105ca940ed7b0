import { loadLinearPatterns } from "../../core/json/linear-patterns.ts";
import { loadTemplate } from "../../core/report/template/load-template.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { findTemplateFolders, shippedTemplates } from "../../seed/template-folders.ts";
import { showControls } from "../../core/wording/show-controls.ts";

/** `broadsheet templates`: lists the shipped templates with their parameters and datasets. */
export async function printTemplates({ json }: { readonly json?: boolean }): Promise<void> {
  const folders = await findTemplateFolders([shippedTemplates]);
  const templates = await Promise.all(
    [...folders].map(async ([name, folder]) => {
      const files = readTemplateFolder(folder);
      await loadLinearPatterns(files.get("template.yaml"));
      return loadTemplate(name, "local", files);
    }),
  );
  const described = templates.map((template) => ({
    name: template.name,
    title: template.title,
    description: template.description,
    languages: template.languages,
    parameters: template.parameters,
    datasets: template.datasets.map(({ alias, default: stored, columns }) => ({ alias, default: stored, columns })),
  }));
  if (json === true) {
    process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
    return;
  }
  for (const { name, description, languages, parameters, datasets } of described) {
    const properties = Object.keys((parameters["properties"] ?? {}) as Record<string, unknown>);
    process.stdout.write(
      [
        name,
        `  ${Object.values(description)[0] ?? ""}`,
        `  languages   ${languages.join(", ")}`,
        `  parameters  ${properties.join(", ") || "none"}`,
        `  datasets    ${datasets.map(({ alias }) => alias).join(", ") || "none"}`,
        "",
      ]
        .map(showControls)
        .join("\n"),
    );
    process.stdout.write("\n");
  }
}
