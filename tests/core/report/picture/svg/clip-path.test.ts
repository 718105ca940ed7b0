import { describe, expect, it } from "vitest";
import { PictureFault } from "../../../../../functions/core/report/picture/picture-fault.ts";
import { readSvg } from "../../../../../functions/core/report/picture/svg/read-svg.ts";
import { readFace, testTypesetter } from "../../chart/chart-fixtures.ts";
import { canvasPage } from "../../pdf/canvas-page.ts";

const file = (clip: string, clipped = ""): Uint8Array =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100pt" height="100pt"><defs><rect id="r" width="10" height="20"/></defs>${clip}<g clip-path="url(#c)" ${clipped}><rect width="90" height="90"/></g></svg>`,
  );

/** The corners that a clip path has on a page of 100 × 100 points, y upwards, and its operator. */
async function clipOf(
  clip: string,
  clipped = "",
): Promise<{ readonly corners: readonly string[]; readonly rule: string }> {
  const drawing = readSvg(file(clip, clipped));
  const { content } = await canvasPage(testTypesetter(), readFace, 100, 100, (context) => drawing.draw(context));
  const lines = content.split("\n");
  const end = lines.findLastIndex((line) => /^W\*? n$/.test(line));
  const start = lines.findLastIndex((line, at) => at < end && line === "q");
  return { corners: lines.slice(start + 1, end).filter((line) => line !== "h"), rule: lines[end]! };
}

describe("a clip path", () => {
  const square = ["0 100 m", "10 100 l", "10 80 l", "0 80 l"];
  const moved = ["40 95 m", "50 95 l", "50 75 l", "40 75 l"];

  it("has its shapes where they stand", async () => {
    expect(await clipOf('<clipPath id="c"><title>t</title><rect width="10" height="20"/></clipPath>')).toEqual({
      corners: square,
      rule: "W n",
    });
    expect(
      (
        await clipOf(
          '<clipPath id="c"><rect width="10" height="20"/><rect x="40" y="5" width="10" height="20"/></clipPath>',
        )
      ).corners,
    ).toEqual([...square, ...moved]);
    expect(
      (
        await clipOf(
          '<clipPath id="c" transform="translate(30 5)"><rect transform="translate(10)" width="10" height="20"/></clipPath>',
        )
      ).corners,
    ).toEqual(moved);
    expect(
      (await clipOf('<clipPath id="c"><rect width="10" height="20"/></clipPath>', 'transform="translate(40 5)"'))
        .corners,
    ).toEqual(moved);
  });

  it("has a used shape at the place of its use", async () => {
    expect((await clipOf('<clipPath id="c"><use href="#r"/></clipPath>')).corners).toEqual(square);
    expect((await clipOf('<clipPath id="c"><use href="#r" x="40" y="5"/></clipPath>')).corners).toEqual(moved);
    expect(
      (await clipOf('<clipPath id="c"><use href="#r" x="20" transform="translate(20 5)"/></clipPath>')).corners,
    ).toEqual(moved);
  });

  it("leaves out what is invisible, and shows nothing if nothing is left", async () => {
    expect(
      (
        await clipOf(
          '<clipPath id="c"><rect display="none" width="5" height="5"/><use href="#r" visibility="hidden"/><rect width="10" height="20"/></clipPath>',
        )
      ).corners,
    ).toEqual(square);
    expect((await clipOf('<clipPath id="c"><rect display="none" width="5" height="5"/></clipPath>')).corners).toEqual([
      "0 0 0 0 re",
    ]);
    expect(
      (
        await clipOf(
          '<clipPath id="c"><rect width="10" height="20"/></clipPath>',
          'style="visibility:hidden"><rect visibility="visible" width="5" height="5"/></g><g',
        )
      ).corners,
    ).toEqual(square);
  });

  it("takes its rule from the shape, the clip path or the file", async () => {
    expect((await clipOf('<clipPath id="c"><rect clip-rule="evenodd" width="10" height="20"/></clipPath>')).rule).toBe(
      "W* n",
    );
    expect((await clipOf('<clipPath id="c" clip-rule="evenodd"><rect width="10" height="20"/></clipPath>')).rule).toBe(
      "W* n",
    );
    expect(
      (
        await clipOf(
          '<clipPath id="c" clip-rule="evenodd"><rect clip-rule="nonzero" width="10" height="20"/></clipPath>',
        )
      ).rule,
    ).toBe("W n");
    // Without holes the rules agree, so several shapes may have it.
    expect(
      (
        await clipOf(
          '<clipPath id="c" clip-rule="evenodd"><rect width="10" height="20"/><rect x="40" y="5" width="10" height="20"/></clipPath>',
        )
      ).corners,
    ).toEqual([...square, ...moved]);
  });

  it.each([
    ['<clipPath id="c"><g><rect width="1" height="1"/></g></clipPath>', "is clipped by <g>, which is not a shape"],
    [
      '<clipPath id="c"><use href="#u"/></clipPath><use id="u" href="#r"/>',
      "is clipped by <use>, which is not a shape",
    ],
    ['<clipPath id="c"><use href="#none"/></clipPath>', "uses #none, which is not in the file"],
    [
      '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width="1" height="1"/></clipPath>',
      "has a clipPath in shares of the clipped shape, which is not drawn",
    ],
    [
      '<clipPath id="c" clip-path="url(#c)"><rect width="1" height="1"/></clipPath>',
      "has a clipPath that is itself clipped, which is not drawn",
    ],
    [
      '<clipPath id="c"><rect clip-path="url(#c)" width="1" height="1"/></clipPath>',
      "has a clipPath that is itself clipped, which is not drawn",
    ],
    [
      '<clipPath id="c"><rect width="1" height="1"/><path clip-rule="evenodd" d="M0 0H9V9H0ZM3 3H6V6H3Z"/></clipPath>',
      'has a clipPath of several shapes, one of which has holes by clip-rule="evenodd", which is not drawn',
    ],
    [
      '<clipPath id="c"><rect transform="turn(3)" width="1" height="1"/></clipPath>',
      "has a clipPath whose transform cannot be read",
    ],
  ])("%s is refused", (clip, message) => {
    expect(() => readSvg(file(clip))).toThrow(message);
    expect(() => readSvg(file(clip))).toThrow(PictureFault);
  });
});
