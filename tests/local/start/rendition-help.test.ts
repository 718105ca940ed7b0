import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { expect, test } from "vitest";
import { renditionForms } from "../../../functions/core/rendition-form.ts";
import { addPublish } from "../../../functions/local/start/define/service-commands.ts";
import { renditionForms as ticked } from "../../../studio/src/deliver/delivering.ts";

const read = (name: string): Promise<string> => readFile(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

test("the help of publish, its documentation and the studio know every form that a delivery takes", async () => {
  const broadsheet = new Command();
  addPublish(broadsheet);
  expect(broadsheet.commands[0]!.helpInformation().replaceAll(/\s+/g, " ")).toContain(
    `${renditionForms.join(", ")} (zip: the figures, png: a card)`,
  );
  expect(await read("command-line.md")).toContain(`[--renditions ${renditionForms.join(",")}]`);
  const list = renditionForms.slice(0, -1).map((form) => `\`${form}\`, `);
  expect(await read("events.md")).toContain(`forms beside the PDF: ${list.join("")}and \`${renditionForms.at(-1)}\``);
  expect(ticked).toEqual(renditionForms);
});
