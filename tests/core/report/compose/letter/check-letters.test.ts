import { expect, test } from "vitest";
import { checkText } from "../../../../../functions/core/report/compose/check/check-text.ts";
import { checkLetters } from "../../../../../functions/core/report/compose/letter/check-letters.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import type { Template } from "../../../../../functions/core/report/template/template.ts";
import { sentence } from "../../../../http/open-test-app.ts";

function templateWith(files: Readonly<Record<string, string>>): Template {
  return loadTemplate(
    "sentence",
    "v",
    new Map([
      ...sentence,
      ...Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
    ]),
  );
}

test("a letter that can be written in every case is without fault", () => {
  expect(checkLetters(templateWith({}))).toEqual([]);
  expect(
    checkLetters(
      templateWith({
        "mail.md": "---\nsubject: {{ title }}\n---\n{% if link != nil %}[Open]({{ link }}){% endif %}\n",
      }),
    ),
  ).toEqual([]);
});

test.each([
  [{ "mail.md": "{{ titel }}" }, "unknown-variable", "mail.md"],
  [{ "mail.md": "[Open]({{ link }})" }, "unsafe-link", "mail.md"],
  [
    { "mail.md": '---\nsubject: "{{ pages }}{% if pages == nil %}{% endif %}"\n---\n![x](y.png)' },
    "not-in-letters",
    "mail.md",
  ],
  [{ "mail.fr.md": "Bonjour" }, "unknown-language", "mail.fr.md"],
])("%j is a fault before the first letter", (files, code, file) => {
  expect(checkLetters(templateWith(files))).toEqual(
    expect.arrayContaining([expect.objectContaining({ code, where: expect.objectContaining({ file }) })]),
  );
});

test("a message that only a letter uses is used, and one that it lacks is missed", () => {
  const used = checkText(templateWith({ "messages/en.yaml": "hello: Hello\n", "mail.md": '{{ "hello" | t }}' }));
  expect(used.warnings.filter(({ code }) => code === "unused-message")).toEqual([]);
  const unused = checkText(templateWith({ "messages/en.yaml": "hello: Hello\n" }));
  expect(unused.warnings.filter(({ code }) => code === "unused-message")).toHaveLength(1);
});
