import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isPng, readImageHeader } from "../../../../functions/core/report/picture/read-image-header.ts";
import { jpeg, png } from "../../pictures.ts";

test("a PNG says its size, depth, colours and interlacing", () => {
  const picture = png({ width: 7, height: 5, depth: 4, type: 3, interlaced: true }, []);
  expect(readImageHeader(picture)).toEqual({ format: "png", width: 7, height: 5, depth: 4, type: 3, interlaced: true });
  expect(isPng(picture)).toBe(true);
});

test("a JPEG says its size, depth and components, behind other segments", () => {
  expect(readImageHeader(jpeg(640, 480, 3))).toEqual({
    format: "jpeg",
    width: 640,
    height: 480,
    depth: 8,
    components: 3,
  });
  expect(readImageHeader(jpeg(1, 2, 1))).toMatchObject({ components: 1 });
});

test("nothing else is an image, nor is one cut short", () => {
  for (const text of ["", "GIF89a", "<svg/>", "\x89PNG", "\xff\xd8\xff"])
    expect(readImageHeader(Buffer.from(text, "latin1"))).toBeUndefined();
  expect(readImageHeader(png({ width: 7, height: 5, depth: 8, type: 0 }, []).subarray(0, 32))).toBeUndefined();
  for (let length = 0; length < 18; length++)
    expect(readImageHeader(jpeg(640, 480, 3).subarray(0, length))).toBeUndefined();
});

test("headers are read in this one place", () => {
  const folder = join(import.meta.dirname, "../../../../functions/core");
  const reading = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".ts") &&
      /0x89504e47|89504e470d0a1a0a|0xffd8|0xc4\b.*0xc8/.test(readFileSync(join(folder, file), "utf8")),
  );
  expect(reading).toEqual(["report/picture/read-image-header.ts"]);
});
