import { describe, expect, it, test } from "vitest";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { placeThemeWarnings } from "../../../../../functions/core/report/template/theme/place-warnings.ts";

/** Where each warning of a template's theme is placed. */
function places(texts: Readonly<Record<string, string>>) {
  const all = { "report.md": "# T\n", ...texts };
  const files = new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const { theme } = loadTemplate("t", "0".repeat(64), files);
  return placeThemeWarnings(checkTheme(theme), files).map(({ code, where }) => [code, where?.file, where?.line]);
}
const head = 'title: T\ndate: "2024-06-30"\n';

describe("a warning of a theme stands where its colour is written", () => {
  it.each([
    ["template.yaml", { "template.yaml": `${head}theme:\n  muted: "#cccccc"\n` }, 4],
    [
      "house/theme.yaml",
      { "template.yaml": `${head}theme: house\n`, "house/theme.yaml": 'leading: 13\nmuted: "#CCCCCC"\n' },
      2,
    ],
    [
      "house/brand.yml",
      {
        "template.yaml": `${head}theme: { base: house }\n`,
        "house/brand.yml": 'color:\n  primary: "#004488"\n  success: "#cccccc"\n',
      },
      3,
    ],
    [
      "house/_brand.yml",
      { "template.yaml": `${head}theme: house\n`, "house/_brand.yml": 'color:\n  danger: "#cccccc"\n' },
      2,
    ],
    [
      "themes/acme/brand.yml",
      {
        "template.yaml": `${head}theme: acme@current\n`,
        "themes/acme/brand.yml": 'color:\n  primary: "#004488"\n  success: "#cccccc"\n',
      },
      3,
    ],
  ])("%s", (file, texts, line) => {
    const found = places(texts);
    expect(found.length).toBeGreaterThan(0);
    for (const place of found) expect(place.slice(1)).toEqual([file, line]);
  });
});

test("a theme that nothing names as a version is hinted at", () => {
  expect(() => places({ "template.yaml": `${head}theme: acme\n` })).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ code: "unknown-theme", hint: expect.stringContaining("acme@current") as string }),
      ],
    }),
  );
});
