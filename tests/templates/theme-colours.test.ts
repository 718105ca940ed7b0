import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../templates");
/** Channels of a grey differ by less: context, which means nothing by its colour. */
const greyish = 24;

const charts = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => /\.v[lg]\.json$/.test(path));

describe("the shipped templates", () => {
  test("name no colour of their own in a chart, so that a theme reaches all of it", () => {
    const own = charts.flatMap((path) =>
      [...readFileSync(join(root, path), "utf8").matchAll(/#([0-9a-f]{6}|[0-9a-f]{3})\b|"(?:rgb|hsl)a?\(/gi)]
        .map(([color]) => color)
        .filter((color) => !isGrey(color))
        .map((color) => `${path}: ${color}`),
    );
    expect(charts.length).toBeGreaterThan(10);
    expect(own).toEqual([]);
  });

  test("call no colour by its name in a text, which a theme may change", () => {
    const texts = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
      /report[.\w]*\.md$|messages\/\w+\.yaml$/.test(path),
    );
    const named = texts.flatMap((path) =>
      readFileSync(join(root, path), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          /\b(red|blue|green|orange|purple)\b|[红蓝绿橙紫](线|色|点|柱|灯)/i.test(line) ? [`${path}:${index + 1}`] : [],
        ),
    );
    expect(named).toEqual([]);
  });
});

function isGrey(color: string): boolean {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return false;
  const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  return Math.max(...channels) - Math.min(...channels) < greyish;
}
