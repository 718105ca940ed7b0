import { expect, test } from "vitest";
import { line, problemsOf } from "../../compose-fixture.ts";

const files = {
  "messages/en.yaml": "greeting: Good morning\nsize: It has {rooms} rooms\n",
  "messages/zh.yaml": "greeting: 早上好\nsize: 有 {rooms} 间\n",
};

test("t prints a string of the language, with its values", () => {
  expect(line("{{ 'greeting' | t }}: {{ 'size' | t: rooms: 3 }}", { files })).toBe("Good morning: It has 3 rooms");
});

test("t refuses a key that the language does not have, and names the nearest", () => {
  const [problem] = problemsOf("{{ 'greting' | t }}", { files });
  expect(problem?.message).toContain('there is no message "greting" in messages/en.yaml');
  expect(problem?.message).toContain("greeting");
});
