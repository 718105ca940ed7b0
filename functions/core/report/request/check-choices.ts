import type { Problem } from "../../errors.ts";
import { pointerTo } from "../../json/json-pointer.ts";
import { nearMatch } from "../../near-match.ts";
import type { Choice, Choices } from "./choices.ts";

/** Choices that a problem lists; of more it says how many there are. */
const mostListed = 200;

/**
 * Checks parameters against the choices that the data give. A list is checked item by item; what is absent is not
 * checked.
 */
export function checkChoices(choices: Choices, parameters: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(choices).flatMap(([name, all]) => {
    const value = parameters[name];
    const pointer = pointerTo("/parameters", name);
    const open = all.filter((choice) => isOpen(choice, parameters));
    if (Array.isArray(value))
      return (value as readonly unknown[]).flatMap((item, index) =>
        check(name, item, open, all, parameters, pointerTo(pointer, String(index))),
      );
    return check(name, value, open, all, parameters, pointer);
  });
}

/** Whether a choice fits the parameters that it depends on; one that is not given excludes nothing. */
function isOpen({ when = {} }: Choice, parameters: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(when).every(
    ([name, value]) =>
      parameters[name] === undefined ||
      parameters[name] === null ||
      [parameters[name]].flat().some((chosen) => String(chosen) === String(value)),
  );
}

function check(
  name: string,
  value: unknown,
  open: readonly Choice[],
  all: readonly Choice[],
  parameters: Readonly<Record<string, unknown>>,
  pointer: string,
): Problem[] {
  if (value === undefined || value === null || open.some((choice) => choice.value === value)) return [];
  const depends = Object.keys(all[0]?.when ?? {}).filter(
    (other) => parameters[other] !== undefined && parameters[other] !== null,
  );
  const condition =
    depends.length === 0
      ? ""
      : ` for ${depends.map((other) => `${other} ${JSON.stringify(parameters[other])}`).join(" and ")}`;
  const elsewhere = all.find((choice) => choice.value === value);
  const hint =
    elsewhere === undefined
      ? hintFor(value, open)
      : `it belongs to ${Object.entries(elsewhere.when ?? {})
          .map(([other, its]) => `${other} ${JSON.stringify(its)}`)
          .join(" and ")}`;
  return [
    {
      code: "parameter-not-allowed",
      message:
        open.length === 0
          ? `the data have no value for the parameter "${name}"${condition}`
          : `the parameter "${name}" must be ${open.length === 1 ? "the one value" : `one of the ${open.length} values`} that the data have${condition}`,
      where: { pointer },
      seen: value,
      allowed:
        open.length <= mostListed
          ? open.map((choice) => choice.value)
          : [...open.slice(0, mostListed).map((choice) => choice.value), `… ${open.length - mostListed} more`],
      ...(hint !== undefined && { hint }),
    },
  ];
}

/** The nearest value, also by what it is called. */
function hintFor(value: unknown, open: readonly Choice[]): string | undefined {
  if (typeof value !== "string") return undefined;
  const match = nearMatch(
    value,
    open.flatMap(({ value: own, label }) => [String(own), ...(label === undefined ? [] : [label])]),
  );
  const choice = open.find(({ value: own }) => String(own) === match) ?? open.find(({ label }) => label === match);
  return choice === undefined
    ? undefined
    : `did you mean ${JSON.stringify(choice.value)}${choice.label === undefined || choice.label === choice.value ? "" : ` (${choice.label})`}?`;
}
