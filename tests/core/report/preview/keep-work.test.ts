import { expect, test } from "vitest";
import { copyWork, keepWork } from "../../../../functions/core/report/preview/keep-work.ts";
import type { Drawing } from "../../../../functions/core/drawing.ts";
import type { KeptText } from "../../../../functions/core/report/layout/text/kept-texts.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";

test("a session begins with nothing", () => {
  const work = keepWork();
  expect([
    work.results.size,
    work.choices.size,
    work.pictures.drawings.size,
    work.texts.lines.size,
    work.template,
  ]).toEqual([0, 0, 0, 0, undefined]);
});

test("another session of the template begins with what the first one keeps, and neither changes the other", () => {
  const first = keepWork();
  const [drawing, line, template] = [{} as Drawing, {} as KeptText, { name: "t" } as Template];
  first.template = template;
  first.choices.set("a", { region: [] });
  Object.assign(first.pictures, { ink: "#222222", language: "zh" });
  first.pictures.drawings.set("picture", drawing);
  first.texts.language = "zh";
  first.texts.lines.set("line", line);

  const second = copyWork(first);
  expect([
    second.template,
    second.choices.get("a"),
    second.pictures.drawings.get("picture"),
    second.texts.lines.get("line"),
  ]).toEqual([template, { region: [] }, drawing, line]);
  expect([second.pictures.ink, second.pictures.language, second.texts.language]).toEqual(["#222222", "zh", "zh"]);

  second.pictures.ink = "#000000";
  second.texts.language = "en";
  second.pictures.drawings.clear();
  second.texts.lines.clear();
  second.choices.set("b", {});
  second.template = { name: "u" } as Template;
  expect([
    first.pictures.ink,
    first.texts.language,
    first.pictures.drawings.size,
    first.texts.lines.size,
    first.choices.has("b"),
    first.template,
  ]).toEqual(["#222222", "zh", 1, 1, false, template]);
});
