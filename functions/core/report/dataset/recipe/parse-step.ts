import { pointerTo } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { RecipeFaults } from "./recipe-faults.ts";
import { numberSamples, type RecipeStep, type StepName, stepNames, stepTypes, type WrittenType } from "./recipe.ts";

/** Longest texts, characters: names of columns, SQL, other words. */
const longest = { name: 200, sql: 10_000, word: 100 };

/** Most columns that a step names in a list. */
const mostColumns = 1_000;

type Read = (value: unknown, pointer: string, faults: RecipeFaults) => RecipeStep;

const readers: Readonly<Record<StepName, Read>> = {
  names: (value, pointer, faults) => ({
    names: faults.map(value, pointer, (name, at) => faults.text(name, at, longest.name).trim()),
  }),
  types: (value, pointer, faults) => ({
    types: faults.map(value, pointer, (type, at) => parseType(type, at, faults)),
  }),
  "leave-out": (value, pointer, faults) => {
    const { where } = faults.object(value, pointer, ["where"]);
    return { "leave-out": { where: faults.text(where, `${pointer}/where`, longest.sql) } };
  },
  unpivot: (value, pointer, faults) => {
    const { columns, names, values } = faults.object(value, pointer, ["columns", "names", "values"]);
    return {
      unpivot: {
        columns: Array.isArray(columns)
          ? textsOf(columns, `${pointer}/columns`, faults)
          : faults.text(columns, `${pointer}/columns`, longest.name * 2),
        names: faults.text(names, `${pointer}/names`, longest.name).trim(),
        values: faults.text(values, `${pointer}/values`, longest.name).trim(),
      },
    };
  },
  split: (value, pointer, faults) => {
    const { column, by, into } = faults.object(value, pointer, ["column", "by", "into"]);
    return {
      split: {
        column: faults.text(column, `${pointer}/column`, longest.name),
        by: by === " " ? by : faults.text(by, `${pointer}/by`, longest.word),
        into: textsOf(into, `${pointer}/into`, faults).map((name) => name.trim()),
      },
    };
  },
  trim: (value, pointer, faults) => ({ trim: textsOf(value, pointer, faults) }),
  derive: (value, pointer, faults) => ({
    derive: faults.map(value, pointer, (sql, at) => faults.text(sql, at, longest.sql)),
  }),
  units: (value, pointer, faults) => ({
    units: faults.map(value, pointer, (unit, at) => faults.text(unit, at, longest.word).trim()),
  }),
};

/** Checks a step: an object with one member, which says what it does. Undefined if it is refused. */
export function parseStep(value: unknown, pointer: string, faults: RecipeFaults): RecipeStep | undefined {
  const members =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : ([] as string[]);
  const [name] = members;
  if (members.length !== 1 || name === undefined) {
    faults.refuse(pointer, "invalid-member", "A step is an object with one member, which names it", value, stepNames);
    return undefined;
  }
  const known = stepNames.find((step) => step === name);
  const at = pointerTo(pointer, name);
  if (known !== undefined) return readers[known]((value as Readonly<Record<string, unknown>>)[name], at, faults);
  faults.add([
    {
      code: "unknown-step",
      message: `There is no step "${name}"`,
      where: { pointer: at },
      seen: name,
      allowed: stepNames,
      ...hintNearMatch(name, stepNames),
    },
  ]);
  return undefined;
}

function textsOf(value: unknown, pointer: string, faults: RecipeFaults): readonly string[] {
  return faults
    .list(value, pointer, mostColumns)
    .map((item, index) => faults.text(item, pointerTo(pointer, index), longest.name));
}

function parseType(value: unknown, pointer: string, faults: RecipeFaults): WrittenType {
  const plain = stepTypes.find((type) => type === value);
  if (plain !== undefined) return plain;
  const entries = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [type, written] = entries[0] ?? [];
  if (entries.length === 1 && (type === "date" || type === "timestamp")) {
    const at = pointerTo(pointer, type);
    return {
      [type]: (Array.isArray(written) ? textsOf(written, at, faults) : [written]).map((one) => format(one, at, faults)),
    };
  }
  if (entries.length === 1 && (type === "integer" || type === "number" || type === "decimal")) {
    const sample = numberSamples.find((known) => known === written);
    if (sample !== undefined) return { [type]: sample };
    faults.refuse(
      pointerTo(pointer, type),
      "invalid-member",
      "The way in which numbers are written is given by example",
      written,
      numberSamples,
    );
    return "text";
  }
  const allowed = [...stepTypes, '{date: "%d/%m/%Y"}', '{decimal: "1.234,56"}'];
  const hint = typeof value === "string" ? hintNearMatch(value, stepTypes).hint : undefined;
  faults.refuse(pointer, "invalid-member", "A type is expected", value, allowed, hint);
  return "text";
}

/** Directives of `strptime` that a format may have; `%%` is a per cent sign. */
const directives = /%(?:-?[dmyHIMSj]|[aAbBYpfgnz%])/g;

function format(value: unknown, pointer: string, faults: RecipeFaults): string {
  const text = faults.text(value, pointer, 100);
  const rest = text.replace(directives, "");
  if (text === "" || (!rest.includes("%") && rest !== text)) return text;
  const allowed = "a format of strptime: %d/%m/%Y, %Y-%m-%d %H:%M";
  faults.refuse(pointer, "invalid-member", `"${text}" is no format of a date`, text, allowed);
  return text;
}
