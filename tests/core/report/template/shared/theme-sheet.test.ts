import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { loadTheme } from "../../../../../functions/core/report/template/shared/load-theme.ts";
import { sheetLanguages } from "../../../../../functions/core/report/template/shared/sheet-report.ts";
import { themeSheet } from "../../../../../functions/core/report/template/shared/theme-sheet.ts";
import { templateVersion } from "../../../../../functions/core/report/template/store/template-version.ts";
import { checkPdf } from "../../../../../functions/proof/check-pdf.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../../../functions/render/preview/open-preview-desk.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const themes: Readonly<Record<string, readonly [string, string]>> = {
  plain: ["theme.yaml", "base: plain\n"],
  "default-9": ["theme.yaml", "{}\n"],
  night: ["theme.yaml", 'paper: "#101418"\nink: "#f2f2f2"\nmuted: "#b0b8c0"\naccent: "#ffb454"\ntint: "#1c232b"\n'],
  large: ["theme.yaml", "sizes: { body: 13 }\nleading: 18\n"],
  letter: ["theme.yaml", "body: sans\nheadline: sans\n"],
  brand: ["brand.yml", "color:\n  palette: { sea: '#0b5d8a' }\n  primary: sea\n  background: '#fffdf7'\n"],
};

test.each(Object.keys(themes))(
  "the sheet of %s is a sound page in each language and names each colour",
  async (name) => {
    const [file, text] = themes[name]!;
    const files = new Map([[file, bytes(text)]]);
    const theme = loadTheme(name, templateVersion(files), files);
    const desk = openPreviewDesk(createWorld(new MemoryObjectStore()));
    for (const language of sheetLanguages) {
      const made = await desk.make({
        session: "sheet",
        name,
        base: { kind: "nothing" },
        files: Object.fromEntries(themeSheet(theme)),
        parameters: {},
        language,
        datasets: {},
        pages: [],
      });
      expect([made.problems, made.state, made.pages.length]).toEqual([[], "current", name === "large" ? 2 : 1]);
      // Pictures show the first page.
      const shown = made.blocks.filter(({ type }) => type === "figure" || type === "table");
      expect(shown.map(({ page }) => page)).toEqual([1, 1, 1]);
      const pdf = await desk.file(made.id);
      expect(checkPdf(pdf)).toMatchObject({ findings: [], pdfua1: true, pdfa3a: true });
      const rows = JSON.parse(await desk.rows(made.id, "swatches")) as {
        readonly rows: readonly (readonly unknown[])[];
        readonly columns: readonly { readonly name: string }[];
      };
      const at = (column: string): number => rows.columns.findIndex((known) => known.name === column);
      const { palette, sequential, diverging, paper, accent } = theme.settings;
      expect(rows.rows).toHaveLength(11 + palette.length + sequential.length + diverging.length);
      const swatch = rows.rows.find((row) => row[at("name")] === "accent");
      expect([swatch?.[at("color")], swatch?.[at("contrast")]]).toEqual([
        accent,
        `${contrastRatio(accent, paper).toFixed(1)}:1`,
      ]);
    }
  },
);
