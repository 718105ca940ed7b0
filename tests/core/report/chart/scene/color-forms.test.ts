import { expect, test } from "vitest";
import { chromiumColors } from "../../../chromium-colors.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";
import { colorPlaces } from "./color-places.ts";

/*
 * Every form of a colour at every place of a spec where one may stand. What a chart draws is compared with the pixel
 * that Chromium's canvas fills with the same text, which shares no code with ours.
 */
const opaque = chromiumColors.filter(([, [, , , alpha]]) => alpha === 255);
const pairs = opaque.flatMap(([text, pixel]) => colorPlaces.map((place) => ({ text, pixel, place })));
/** A sample of them, two or three places for each form and forms for each place; a soak takes all. */
const taken =
  process.env["SOAK"] === undefined
    ? pairs.filter((_, index) => index % 19 === Math.floor(index / colorPlaces.length) % 19)
    : pairs;

const data = [
  { k: "a", v: 1 },
  { k: "b", v: 2 },
];

/** Whether a page's content sets a colour whose parts differ from a pixel's by no more than a rounding. */
function sets(content: string, pixel: readonly number[]): boolean {
  const colors = content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b/g);
  const isIt = (parts: readonly string[]): boolean =>
    parts.every((part, index) => Math.abs(Number(part) * 255 - pixel[index]!) <= 1.2);
  return [...colors].some(([, ...parts]) => isIt(parts));
}

test("every form of a colour is drawn at every place as Chromium reads it", async () => {
  const wrong: string[] = [];
  for (const { text, pixel, place } of taken) {
    const [name, dialect, spec] = place;
    const { chart, warnings } = await testChart(spec(text), data, { authored: {} }, dialect);
    const told = warnings.filter(({ code }) => code === "chart-warning").map(({ message }) => message);
    const { content, pdf } = await chartPage(chart);
    const gradient = name === "a gradient" && content.includes("/Pattern cs") && pdf.length > 0;
    if (told.length > 0 || !(gradient || sets(content, pixel))) wrong.push(`${text} as ${name}: ${told.join("; ")}`);
  }
  expect(new Set(taken.map(({ place }) => place)).size).toBe(colorPlaces.length);
  expect(new Set(taken.map(({ text }) => text)).size).toBe(opaque.length);
  expect(wrong).toEqual([]);
});
