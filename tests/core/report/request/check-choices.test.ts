import { expect, test } from "vitest";
import { checkChoices } from "../../../../functions/core/report/request/check-choices.ts";
import type { Choices } from "../../../../functions/core/report/request/choices.ts";

const choices: Choices = {
  country: [
    { value: "KOR", label: "South Korea" },
    { value: "CHN", label: "China" },
  ],
  city: [
    { value: "Seoul", when: { country: "KOR" } },
    { value: "Busan", when: { country: "KOR" } },
    { value: "Beijing", when: { country: "CHN" } },
  ],
  year: [{ value: 2024 }],
};

test("what the data have is allowed, and what is absent is not checked", () => {
  for (const parameters of [
    {},
    { country: null, year: undefined },
    { country: "KOR", city: "Seoul", year: 2024 },
    { city: "Beijing" },
    { country: null, city: "Beijing" },
    { country: ["KOR", "CHN"], city: ["Seoul", "Beijing"] },
    { other: "anything" },
  ])
    expect(checkChoices(choices, parameters), JSON.stringify(parameters)).toEqual([]);
});

test("a value that the data do not have is named with those that they have, and the nearest", () => {
  expect(checkChoices(choices, { country: "KRO" })).toStrictEqual([
    {
      code: "parameter-not-allowed",
      message: 'the parameter "country" must be one of the 2 values that the data have',
      where: { pointer: "/parameters/country" },
      seen: "KRO",
      allowed: ["KOR", "CHN"],
      hint: 'did you mean "KOR" (South Korea)?',
    },
  ]);
  // By what it is called.
  expect(checkChoices(choices, { country: "Chin" })[0]!.hint).toBe('did you mean "CHN" (China)?');
  expect(checkChoices(choices, { city: "Seol" })[0]!.hint).toBe('did you mean "Seoul"?');
  expect(checkChoices(choices, { year: 2025 })).toStrictEqual([
    {
      code: "parameter-not-allowed",
      message: 'the parameter "year" must be the one value that the data have',
      where: { pointer: "/parameters/year" },
      seen: 2025,
      allowed: [2024],
    },
  ]);
  // A number is not a text.
  expect(checkChoices(choices, { year: "2024" })).toHaveLength(1);
});

test("a value that belongs to another one says to which, and the items of a list have their places", () => {
  expect(checkChoices(choices, { country: "CHN", city: ["Beijing", "Busan"] })).toStrictEqual([
    {
      code: "parameter-not-allowed",
      message: 'the parameter "city" must be the one value that the data have for country "CHN"',
      where: { pointer: "/parameters/city/1" },
      seen: "Busan",
      allowed: ["Beijing"],
      hint: 'it belongs to country "KOR"',
    },
  ]);
  expect(checkChoices({ city: choices["city"]! }, { country: "JPN", city: "Kyoto" })).toMatchObject([
    { message: 'the data have no value for the parameter "city" for country "JPN"', allowed: [] },
  ]);
});

const many = (count: number): Choices => ({ n: Array.from({ length: count }, (_, value) => ({ value })) });

test("of many values two hundred are listed", () => {
  expect(checkChoices(many(200), { n: -1 })[0]!.allowed).toHaveLength(200);
  const listed = checkChoices(many(203), { n: -1 })[0]!.allowed as readonly unknown[];
  expect([listed.length, listed.at(-2), listed.at(-1)]).toEqual([201, 199, "… 3 more"]);
});
