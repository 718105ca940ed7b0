import { expect, test } from "vitest";
import { findRooms } from "../../../../../functions/core/report/rendition/master/find-rooms.ts";
import type { Place } from "../../../../../functions/core/report/rendition/master/master-places.ts";

const slide = { width: 960, height: 540 };
const title = titleAt(40, 70);
const content: Place = { idx: "1", box: { x: 60, y: 140, width: 840, height: 360 } };
const subtitle: Place = { type: "body", idx: "13", box: { x: 60, y: 112, width: 840, height: 24 } };

function titleAt(y: number, height: number): Place {
  return { type: "title", box: { x: 60, y, width: 840, height } };
}

/** The least of a slide that charts and tables need. */
function expectRoom(places: readonly Place[]): void {
  const { content: room } = findRooms(slide, places, places)!;
  expect(room.height).toBeGreaterThan(slide.height * 0.3);
  expect(room.width).toBeGreaterThan(slide.width * 0.45);
  expect(room.y).toBeGreaterThan(0);
  expect(room.y + room.height).toBeLessThan(slide.height);
}

test("the largest place for content is taken, with the room that it has", () => {
  const found = findRooms(slide, [title, subtitle, content], [title, subtitle, content]);
  expect(found).toMatchObject({ body: content, content: { x: 67.2, y: 143.6, width: 825.6, height: 352.8 } });
});

test("a small place, or one that the title lies on, is not taken", () => {
  for (const body of [subtitle, { ...content, box: { ...content.box!, y: 60, height: 440 } }]) {
    const found = findRooms(slide, [title, body], [title, body])!;
    expect(found.body).toBeUndefined();
    expect(found.content.y).toBeGreaterThan(110);
    expectRoom([title, body]);
  }
});

test("content stands above a title at the foot: in a place there, or in the room there", () => {
  const low = titleAt(440, 70);
  const body: Place = { idx: "1", box: { x: 60, y: 90, width: 840, height: 340 } };
  expect(findRooms(slide, [low, body], [low, body])).toMatchObject({ body, content: { y: 93.6 } });
  expectRoom([low]);
});

test("the title of one layout and the place of another are judged together", () => {
  const high = titleAt(40, 160);
  const found = findRooms(slide, [high], [title, content])!;
  expect(found.body).toBeUndefined();
  expect(found.content.y).toBeGreaterThan(200);
  expectRoom([high]);
});

test("a room ends above the places at the foot, and a narrow title does not make it narrow", () => {
  const footer: Place = { type: "ftr", box: { x: 300, y: 480, width: 300, height: 30 } };
  const { content: room } = findRooms(slide, [title, footer], [])!;
  expect(room.y + room.height).toBeLessThanOrEqual(480);
  expectRoom([{ ...title, box: { ...title.box!, width: 200 } }]);
});

test("a title that leaves no room has none", () => {
  expect(findRooms(slide, [titleAt(100, 350)], [])).toBeUndefined();
});
