import type { Patch } from "../edit.ts";
import { liquidTexts, renameParameterInLiquid } from "./rename-in-liquid.ts";
import { sqlTokens } from "./sql-words.ts";
import { noName, replaced, takenName, type Texts, unclear, unknownName, valuesOf } from "./uses.ts";
import type { WrittenValue } from "./written-values.ts";

const file = "template.yaml";
/** Parameters that mean something by their names. */
const own = new Set(["language", "date", "report_date"]);
/** What the schema of all parameters says without naming one. */
const nameless = new Set(["type", "additionalProperties", "properties", "required", "title", "description", "$schema"]);

/**
 * The patches that give a parameter another name: in `template.yaml`, in SQL, in the report's texts and specs, in
 * tests.
 *
 * @throws BroadsheetError `not-found` for a parameter that is not there, `invalid-request` for a name that cannot be
 *   one, `conflict` for one that is taken, or where a use cannot be told apart
 */
export function renameParameter(texts: Texts, from: string, to: string): readonly Patch[] {
  const yaml = texts[file] ?? "";
  const values = valuesOf(file, yaml);
  const declared = values.filter(({ path, isKey }) => isKey && path.length === 3 && isProperty(path));
  const names = declared.map(({ value }) => value);
  if (!names.includes(from)) throw unknownName("parameter", from, names);
  if (own.has(from))
    throw unclear(file, yaml, declared[names.indexOf(from)]!.at, from, `"${from}" has its meaning by its name`);
  if (!/^[A-Za-z_]\w{0,62}$/.test(to) || own.has(to))
    throw noName(to, "a letter, then letters, digits and underscores; not language, date or report_date");
  if (names.includes(to)) throw takenName(to, "another parameter");
  const isObject = values.some(({ path }) => isProperty(path) && path[2] === from && path[3] === "properties");
  return [
    ...renameInSettings(yaml, values, from, to),
    ...renameInSql(texts, from, to, isObject ? names : undefined),
    ...renameParameterInLiquid(liquidTexts(texts), from, to),
    ...renameInTests(texts, from, to),
  ];
}

function isProperty(path: WrittenValue["path"]): boolean {
  return path[0] === "parameters" && path[1] === "properties";
}

function renameInSettings(yaml: string, values: readonly WrittenValue[], from: string, to: string): Patch[] {
  return values.flatMap(({ path, isKey, value, at }): Patch[] => {
    if (value !== from || path[0] !== "parameters") return [];
    const isDeclared = isProperty(path) && path.length === 3 && isKey;
    const isRequired = path[1] === "required" && path.length === 3;
    const isCondition = path.slice(-3, -1).join() === "choices,where" && !isKey;
    if (isDeclared || isRequired || isCondition) return [replaced(file, at, from, to)];
    if (path.length > 2 && !nameless.has(String(path[1])))
      throw unclear(
        file,
        yaml,
        at,
        from,
        `"${from}" stands in a rule for all parameters, which may mean something else`,
      );
    return [];
  });
}

/** @param names of all parameters, if this one is an object, whose members are `$name_member` */
function renameInSql(texts: Texts, from: string, to: string, names: readonly string[] | undefined): Patch[] {
  return Object.entries(texts)
    .filter(([path]) => path.endsWith(".sql"))
    .flatMap(([path, sql]) =>
      sqlTokens(sql)
        .filter(({ kind }) => kind === "parameter")
        .flatMap(({ text, at }): Patch[] => {
          if (text === to || (names !== undefined && text.startsWith(`${to}_`)))
            throw unclear(path, sql, at, text, `"$${text}" is used already`);
          if (text === from) return [replaced(path, at, from, to)];
          if (names === undefined || !text.startsWith(`${from}_`)) return [];
          if (
            names.some(
              (name) => name !== from && (text === name || text.startsWith(`${name}_`)) && name.length > from.length,
            )
          )
            throw unclear(path, sql, at, text, `"$${text}" may belong to another parameter`);
          return [replaced(path, at, from, to)];
        }),
    );
}

function renameInTests(texts: Texts, from: string, to: string): Patch[] {
  return Object.entries(texts)
    .filter(([path]) => /^tests\/.*\.ya?ml$/.test(path))
    .flatMap(([path, text]) =>
      valuesOf(path, text)
        .filter(
          ({ path: keys, isKey, value }) => isKey && keys.length === 2 && keys[0] === "parameters" && value === from,
        )
        .map(({ at }) => replaced(path, at, from, to)),
    );
}
