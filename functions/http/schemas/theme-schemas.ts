import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { exampleVersion, extend, objectOf, ref, text, warnings } from "./schema-parts.ts";

/** Body of `POST /themes/{name}/apply`; also validates it. */
export const applyThemeRequest = {
  ...objectOf({
    template: { ...nameSchema, description: "A template that takes the theme.", examples: ["high-tech-industries"] },
  }),
  additionalProperties: false,
};

const colour = { ...text, examples: ["#a3142e"] } as const;
const colours = { type: "array", items: colour } as const;
const paths = { type: "array", items: text } as const;
const next = { ...text, description: "Path of the next page; absent on the last one." } as const;

/** Themes that templates share. */
export const themeSchemas = {
  ThemeSummary: objectOf({
    name: { ...nameSchema, examples: ["house"] },
    version: { ...sha256Schema, examples: [exampleVersion] },
    accent: colour,
    palette: { ...colours, description: "Colours of charts, the accent first." },
  }),
  ThemeList: objectOf({ themes: { type: "array", items: ref("ThemeSummary") } }, { next }),
  ThemeDetail: extend("ThemeSummary", {
    colors: {
      type: "object",
      description: "Each of its single colours by its name in theme.yaml.",
      additionalProperties: colour,
      examples: [{ ink: "#1a1a1a", accent: "#a3142e" }],
    },
    sequential: colours,
    diverging: colours,
    headline: { ...text, enum: ["serif", "sans"] },
    body: { ...text, enum: ["serif", "sans"] },
    fonts: {
      type: "object",
      description: "Families in its own fonts: family → cut → path in the theme.",
      additionalProperties: { type: "object", additionalProperties: text },
      examples: [{ serif: { regular: "fonts/House-Regular.ttf" } }],
    },
    logo: { type: "boolean", description: "Whether it has a logo." },
    partials: { ...paths, examples: [["partials/imprint.liquid"]] },
    images: paths,
    shapes: { ...paths, description: "Shapes for maps." },
    languages: { ...paths, description: "Languages of its messages.", examples: [["en", "de"]] },
    warnings,
  }),
  StoredTheme: extend("TemplateVersion", { name: { ...nameSchema, examples: ["house"] }, self: text }),
  ThemeUses: objectOf({
    uses: {
      type: "array",
      items: objectOf({
        template: { ...nameSchema, examples: ["high-tech-industries"] },
        version: { ...sha256Schema, description: "The current version of the template." },
        theme: { ...sha256Schema, description: "The version of the theme in it." },
        names: {
          ...text,
          description: "What template.yaml names: the first digits of a version, or `current`.",
          examples: ["current"],
        },
        isCurrent: { type: "boolean", description: "Whether it holds the current version of the theme." },
      }),
    },
  }),
  ApplyThemeRequest: applyThemeRequest,
} as const satisfies Readonly<Record<string, JsonSchema>>;
