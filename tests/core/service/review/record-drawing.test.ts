import { expect, test } from "vitest";
import type { CanvasContext, Drawing } from "../../../../functions/core/drawing.ts";
import { recordDrawing } from "../../../../functions/core/service/review/record-drawing.ts";

function drawing(draw: (context: CanvasContext) => void): Drawing {
  return { width: 1, height: 1, alt: "", draw };
}

const plain = (context: CanvasContext): void => {
  context.fillStyle = "red";
  context.fillRect(0, 0, 1, 1);
  context.fillText("Oslo", 1, context.measureText("Oslo").width);
};

test("words are recorded in order, and the same drawing has the same digest", () => {
  const [once, again] = [recordDrawing(drawing(plain)), recordDrawing(drawing(plain))];
  expect(once.words).toEqual(["Oslo"]);
  expect(again.digest).toBe(once.digest);
});

test.each<[string, (context: CanvasContext) => void]>([
  [
    "another colour",
    (context) => {
      context.fillStyle = "blue";
      context.fillRect(0, 0, 1, 1);
      context.fillText("Oslo", 1, 4);
    },
  ],
  [
    "another place",
    (context) => {
      context.fillStyle = "red";
      context.fillRect(0, 1, 1, 1);
      context.fillText("Oslo", 1, 4);
    },
  ],
  [
    "a gradient's stop",
    (context) => {
      plain(context);
      context.createLinearGradient(0, 0, 1, 1).addColorStop(0, "red");
    },
  ],
  [
    "an image's bytes",
    (context) => {
      plain(context);
      context.drawImage({ width: 1, height: 1, format: "rgba", bytes: new Uint8Array([1, 2, 3, 4]) }, 0, 0, 1, 1);
    },
  ],
])("%s gives another digest", (_, draw) => {
  expect(recordDrawing(drawing(draw)).digest).not.toBe(recordDrawing(drawing(plain)).digest);
});

test("settings that were set are read back, as from a canvas", () => {
  recordDrawing(
    drawing((context) => {
      context.globalAlpha *= 0.5;
      expect(context.globalAlpha).toBe(0.5);
    }),
  );
});
