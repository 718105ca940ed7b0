import { BroadsheetError } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { parseReading } from "../parse-reading.ts";
import { parseChecks, parseFreshness } from "./parse-checks.ts";
import { isDataContract, readDataContract } from "./read-data-contract.ts";
import { parseStep } from "./parse-step.ts";
import { RecipeFaults } from "./recipe-faults.ts";
import type { MissingMarkers, Recipe, RecipeReading, RecipeStep } from "./recipe.ts";

const members = ["read", "missing", "steps", "checks", "freshness"] as const;

/** Most steps of a recipe, and most markers of missing values of all columns or of one. */
const most = { steps: 100, markers: 100 };

/**
 * Checks a recipe. Scalars may be texts, as `readRecipe` gives them, or as JSON has them.
 *
 * @param value an object with `read`, `missing`, `steps`, `checks` and `freshness`, all optional, but not all absent;
 *   or a contract by the Open Data Contract Standard, see `readDataContract`
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer: `invalid-member`, `unknown-member`,
 *   `missing-member`, `unknown-step`, `unknown-check`
 */
export function parseRecipe(value: unknown): Recipe {
  const faults = new RecipeFaults();
  if (isDataContract(value)) {
    const contract = readDataContract(value, faults);
    faults.throwAny();
    return contract;
  }
  const given = faults.object(value, "", members);
  const read = given["read"] === undefined ? undefined : parseRead(given["read"], faults);
  const missing = given["missing"] === undefined ? undefined : parseMissing(given["missing"], faults);
  const list = isNone(given["steps"]) ? [] : faults.list(given["steps"], "/steps", most.steps);
  const steps = list.flatMap((step, index): RecipeStep[] => {
    const parsed = parseStep(step, `/steps/${index}`, faults);
    return parsed === undefined ? [] : [parsed];
  });
  const checks = given["checks"] === undefined ? undefined : parseChecks(given["checks"], faults);
  const freshness = given["freshness"] === undefined ? undefined : parseFreshness(given["freshness"], faults);
  const isEmpty = [read, missing, checks, freshness].every((part) => part === undefined) && steps.length === 0;
  if (faults.count === 0 && isEmpty) faults.refuse("", "invalid-member", "The recipe says nothing", value, members);
  faults.throwAny();
  return {
    ...(read !== undefined && { read }),
    ...(missing !== undefined && { missing }),
    steps,
    ...(checks !== undefined && { checks }),
    ...(freshness !== undefined && { freshness }),
  };
}

/** A recipe without steps may say so. */
function isNone(steps: unknown): boolean {
  return steps === undefined || (Array.isArray(steps) && steps.length === 0);
}

/** The options for reading, with `header` as a line too. */
function parseRead(value: unknown, faults: RecipeFaults): RecipeReading {
  const { header, ...others } = faults.object(value, "/read");
  const line = /^[1-9][0-9]{0,6}$/.test(String(header)) ? Number(header) : undefined;
  const said = { ...others, ...(header !== undefined && line === undefined && { header }) };
  if (line !== undefined && others["range"] !== undefined)
    faults.refuse(
      "/read/header",
      "invalid-member",
      "A range says already where the header is",
      header,
      "true or false",
    );
  try {
    return { ...parseReading(said, "/read"), ...(line !== undefined && { header: line }) };
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    faults.add(error.problems);
    return {};
  }
}

function parseMissing(value: unknown, faults: RecipeFaults): MissingMarkers {
  if (Array.isArray(value)) return parseMarkers(value, "/missing", faults);
  return faults.map(value, "/missing", (markers, pointer) => parseMarkers(markers, pointer, faults));
}

function parseMarkers(value: unknown, pointer: string, faults: RecipeFaults): readonly string[] {
  return faults
    .list(value, pointer, most.markers)
    .map((marker, index) => faults.text(marker, pointerTo(pointer, index), 200).trim());
}
