import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listPictures, pictures } from "../../gallery/list-pictures.ts";
import { takePicture } from "../../gallery/take-picture.ts";
import { looksAlike } from "./looks-alike.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-gallery-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const shown = listPictures().flatMap((section) => section.pictures);

test.each(shown.map((picture) => [picture.name, picture.example] as const))(
  "%s looks as in the gallery",
  async (name, example) => {
    const file = join(pictures, `${name}.png`);
    expect(existsSync(file), "npm run gallery makes it").toBe(true);
    expect(looksAlike(readFileSync(file), await takePicture(example, folder)), "npm run gallery makes it again").toBe(
      true,
    );
  },
);

test("the pictures of the gallery and of the guides are small", () => {
  const sizes = readdirSync(pictures).map((name) => statSync(join(pictures, name)).size);
  expect(Math.max(...sizes)).toBeLessThan(300_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_500_000);
});
