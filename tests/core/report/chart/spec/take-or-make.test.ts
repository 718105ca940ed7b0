import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { takeOrMake } from "../../../../../functions/core/report/chart/spec/take-or-make.ts";
import type { Shelf } from "../../../../../functions/core/ports.ts";

function shelfInMemory(): Shelf & { readonly texts: Map<string, string>; taken: number } {
  const texts = new Map<string, string>();
  const shelf = {
    texts,
    taken: 0,
    take(key: string) {
      const text = texts.get(key);
      if (text !== undefined) shelf.taken++;
      return text;
    },
    put: (key: string, text: string) => void texts.set(key, text),
  };
  return shelf;
}

describe("the compiled form of a spec", () => {
  const makes = { count: 0 };
  const make = (value: unknown) => () => {
    makes.count++;
    return value;
  };

  it("is made once for a key, and every time without a shelf", () => {
    makes.count = 0;
    const shelf = shelfInMemory();
    const value = { a: [1, "é\n", null, true, { b: undefined }], c: -1.5e300 };
    expect(takeOrMake(shelf, () => "key", make(value))).toEqual(value);
    expect(takeOrMake(shelf, () => "key", make("other"))).toEqual(value);
    expect(makes.count).toBe(1);
    expect(takeOrMake(shelf, () => "another key", make("other"))).toBe("other");
    expect(takeOrMake(undefined, () => "key", make("none"))).toBe("none");
    expect(makes.count).toBe(3);
  });

  it.each([
    ["a number that JSON lacks", { value: [1, Number.NaN] }],
    ["negative zero", { value: -0 }],
    ["a date", { value: new Date(0) }],
    ["a regular expression", { type: "Literal", value: /^x/i }],
    ["a map", { value: new Map([[1, 2]]) }],
    ["a function", { value: () => 1 }],
    ["undefined in a list", { value: [undefined] }],
  ])("is made every time for %s", (_what, value) => {
    makes.count = 0;
    const shelf = shelfInMemory();
    for (let time = 1; time <= 2; time++) {
      expect(takeOrMake(shelf, () => "key", make(value))).toBe(value);
      expect(makes.count).toBe(time);
    }
    expect(shelf.texts.size).toBe(0);
  });
});

// In modules that are loaded anew, which takes seconds: for the server suites.
if (process.env["WHOLE"] !== undefined)
  describe("a report", () => {
    const root = join(import.meta.dirname, "../../../../..");
    const reports = [
      ["tests/reports/figures-en/template", "en"],
      ["templates/high-tech-industries", "zh"],
      ["templates/dataset-profile", "en"],
      ["tests/reports/figures-zh/template", "zh"],
    ] as const;

    /** Renders in freshly loaded modules, which have seen no spec. */
    async function render(
      folder: string,
      language: string,
      shelf?: Shelf,
    ): Promise<{ readonly sha256: string; readonly warnings: readonly unknown[] }> {
      vi.resetModules();
      const [{ MemoryObjectStore }, { acceptReport }, { generateReport }, { createWorld }, { seedTemplate }] =
        await Promise.all([
          import("../../../../../functions/adapters/memory-object-store.ts"),
          import("../../../../../functions/core/report/accept-report.ts"),
          import("../../../../../functions/core/report/generate-report.ts"),
          import("../../../../../functions/render/create-world.ts"),
          import("../../../../../functions/seed/seed-template.ts"),
        ]);
      const store = new MemoryObjectStore();
      const { parameters } = await seedTemplate(store, "golden", join(root, folder));
      const world = createWorld(store);
      const accepted = await acceptReport(
        {
          template: "golden",
          parameters: Object.hasOwn((parameters["properties"] ?? {}) as object, "language") ? { language } : {},
        },
        world,
      );
      const { sha256, warnings } = await generateReport(accepted, {
        ...world,
        ...(shelf === undefined ? {} : { shelf }),
      });
      return { sha256, warnings };
    }

    it.each(reports)(
      "of %s is the same with specs from the shelf, warnings included",
      async (folder, language) => {
        const without = await render(folder, language);
        const shelf = shelfInMemory();
        expect(await render(folder, language, shelf)).toEqual(without);
        const { size } = shelf.texts;
        expect(size).toBeGreaterThan(5);
        shelf.taken = 0;
        expect(await render(folder, language, shelf)).toEqual(without);
        expect([shelf.texts.size, shelf.taken]).toEqual([size, size]);
      },
      60_000,
    );
  });
