import { isName, nameWords } from "../../../names/name.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { parseRecipe } from "../recipe/parse-recipe.ts";
import { readTexts } from "../recipe/read-texts.ts";
import { RecipeFaults } from "../recipe/recipe-faults.ts";
import { type ViewDefinition, viewLimits } from "./view.ts";

const members = ["from", "select", "missing", "steps"] as const;

/** Longest SELECT, characters. */
const longestSelect = 32_768;

const aliasPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const aliasWords = "lower-case letters, digits, hyphens and underscores, at most 63, beginning with a letter or digit";

/** Names that a dataset's further tables end with in SQL: an alias that does could mean either. */
const further = /_(?:columns|cells|statistics|sample)$/;

/**
 * Reads the definition of a view from YAML or JSON, which is YAML.
 *
 * @throws BroadsheetError `invalid-request` with every fault, by JSON pointer, line and column; `too-large`
 */
export function readView(text: string): ViewDefinition {
  return readTexts(text, "view", parseView);
}

function parseView(value: unknown): ViewDefinition {
  const faults = new RecipeFaults();
  const given = faults.object(value, "", members);
  const from = parseFrom(given["from"], faults);
  const { select, missing, steps } = given;
  const shaped = missing !== undefined || steps !== undefined;
  if (shaped === (select !== undefined))
    faults.refuse("", "invalid-member", "A view has a select or steps, not both", Object.keys(given), members);
  if (select !== undefined) {
    const sql = faults.text(select, "/select", longestSelect);
    faults.throwAny();
    return { from, select: sql };
  }
  if (Object.keys(from).length > 1)
    faults.refuse("/from", "invalid-member", "Steps shape one dataset", given["from"], "one name", "join by a select");
  faults.throwAny();
  const said = { ...(missing !== undefined && { missing }), ...(steps !== undefined && { steps }) };
  return { from, recipe: parseRecipe(said) };
}

/** One name, a list of names, or alias → name. */
function parseFrom(value: unknown, faults: RecipeFaults): Readonly<Record<string, string>> {
  if (value === undefined) {
    faults.refuse("/from", "missing-member", "A view says which datasets it is made from", undefined, "names");
    return {};
  }
  if (typeof value === "string") return { [value]: parseSource(value, "/from", faults) };
  const named: readonly (readonly [string, unknown, string])[] = Array.isArray(value)
    ? faults
        .list(value, "/from", viewLimits.sources)
        .map((name, index) => [String(name), name, pointerTo("/from", index)] as const)
    : Object.entries(faults.object(value, "/from")).map(
        ([alias, name]) => [alias, name, pointerTo("/from", alias)] as const,
      );
  if (!Array.isArray(value) && (named.length === 0 || named.length > viewLimits.sources))
    faults.refuse(
      "/from",
      "invalid-member",
      "Too few or too many datasets",
      named.length,
      `1 to ${viewLimits.sources}`,
    );
  const from = new Map<string, string>();
  for (const [alias, name, pointer] of named) {
    if (from.has(alias)) faults.refuse(pointer, "invalid-member", "This name is there twice", alias);
    if (!aliasPattern.test(alias) || further.test(alias))
      faults.refuse(
        pointer,
        "invalid-name",
        "This cannot be a table's name here",
        alias,
        further.test(alias) ? "a name that does not end in _columns, _cells, _statistics or _sample" : aliasWords,
      );
    from.set(alias, parseSource(name, pointer, faults));
  }
  return Object.fromEntries(from);
}

function parseSource(value: unknown, pointer: string, faults: RecipeFaults): string {
  const name = faults.text(value, pointer, 200);
  const [bare = ""] = name.split("@");
  if (name.includes("@") && isName(bare))
    faults.refuse(
      pointer,
      "invalid-name",
      "A view reads what is current, not a version",
      value,
      bare,
      "store that version as a dataset of its own",
    );
  else if (name !== "" && !isName(name))
    faults.refuse(pointer, "invalid-name", "This cannot be the name of a dataset", value, nameWords);
  return name;
}
