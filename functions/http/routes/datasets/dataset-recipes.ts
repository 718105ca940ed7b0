import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { readNameLog } from "../../../core/names/name-log.ts";
import { readRecipe } from "../../../core/report/dataset/recipe/read-recipe.ts";
import { recipeBytes } from "../../../core/report/dataset/recipe/read-texts.ts";
import { recipeVersion, shapingOf } from "../../../core/report/dataset/recipe/recipe.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { readRecipePlace, readStoredRecipe, recipeFolder } from "../../../core/report/dataset/store/stored-recipe.ts";
import { changeStoredRecipe, tryStoredRecipe } from "../../datasets/change-stored-recipe.ts";
import { describeDataset } from "../../datasets/describe-dataset.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { recipeRollback } from "../../schemas/recipe-schemas.ts";
import { name, ref } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const mediaTypes: ReadonlyMap<string, "yaml"> = new Map([
  ["application/yaml", "yaml"],
  ["text/yaml", "yaml"],
  ["application/x-yaml", "yaml"],
  ["application/json", "yaml"],
]);

const params = { name: { ...name, examples: ["beijing-indicators"] } };

const trial = {
  "dry-run": {
    type: "string",
    enum: ["", "true", "false"],
    description: "Only show what the recipe would make; nothing is stored.",
  },
} as const;
const parseTrial = filterParser(trial);

const headers = {
  "if-match": {
    type: "string",
    description: "Optional: the ETag of `GET /datasets/{name}/recipe`, so that nobody's change is overwritten.",
    examples: ['"2"'],
  },
};

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Changes per page." },
  after: {
    type: "string",
    pattern: "^[1-9][0-9]{0,9}$",
    description: "The number of the last change of the previous page; `next` has it.",
  },
} as const;
const parsePaging = pagingParser(paging);

const readRollback = bodyParser<{ readonly to: string; readonly why?: string }>(recipeRollback, 4096);

/** The body of `PUT`. */
const yamlRecipe = {
  type: "string",
  examples: ['missing: ["..", "NA"]\nsteps:\n  - units: {value: CNY million}\n'],
} as const;

/** Answers of a change. */
const changed = {
  200: {
    description: "The dataset in its current version, which the recipe made.",
    headers: { ETag: { description: "For the next change.", schema: { type: "string" } } },
    ...json("DatasetProfile"),
  },
  202: {
    description:
      "The file is larger than 4 MiB, or takes more than a request may: poll `Location` until the state is `stored` or `failed`.",
    headers: { Location: { description: "The reading, as an upload.", schema: { type: "string" } } },
    ...json("Upload"),
  },
} as const;
const faults = {
  404: "There is no such dataset; a local server lists the existing ones in `allowed`.",
  409: "The same bytes are already stored in another format.",
  412: "Somebody has changed the recipe meanwhile.",
  422: "The recipe does not fit the current file, or the file breaks its checks (`broken-check`): problems name the step by JSON pointer, the column, the value and its row, or the columns that are there. Or it takes too much time, memory or space. The current version stays.",
  503: "It could not be read now.",
};

/** The recipe of a dataset: `GET`, `PUT` and `DELETE` of `/datasets/{name}/recipe`, its log, and going back. */
export function addRecipeRoutes(app: DescribedApp, services: Services): void {
  addGetRecipe(app, services);
  addPutRecipe(app, services);
  addDeleteRecipe(app, services);
  addListRecipeMoves(app, services);
  addRollBackRecipe(app, services);
}

function addGetRecipe(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/recipe",
      access: "datasets:read",
      operationId: "getRecipe",
      tags: ["datasets"],
      summary: "The recipe of a dataset",
      request: { params },
      responses: {
        200: {
          description: "The recipe.",
          headers: { ETag: { description: "`If-Match` of a change.", schema: { type: "string" } } },
          ...json("DatasetRecipe"),
        },
        ...problems({ 400: "The dataset's name is not valid.", 404: "There is no such dataset, or it has no recipe." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const profile = await readDatasetProfile(store, { name: wanted });
      const { current, seq } = await readRecipePlace(store, wanted);
      if (current === undefined) throw noRecipe(wanted);
      const { recipe, version, text } = current;
      const shaping = shapingOf(recipe);
      const applied = profile.cleaned === true || profile.reading?.recipe === (shaping && recipeVersion(shaping));
      return c.json({ name: wanted, recipe, version, text, applied, dataset: profile.version }, 200, {
        etag: sequenceTag(seq),
        "cache-control": "no-cache",
      });
    },
  );
}

function addPutRecipe(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/datasets/{name}/recipe",
      access: "datasets:write",
      operationId: "putRecipe",
      tags: ["datasets"],
      summary: "Give a dataset a recipe, or try one",
      description:
        "The current file becomes a version by the recipe, which is current from then on; files that come later are read by it too. The file itself stays as it came. With `dry-run` nothing is stored, and the limits are those of a request.",
      request: {
        params,
        query: trial,
        headers,
        body: {
          required: true,
          description: "At most 64 KiB of YAML or JSON, which is YAML.",
          content: {
            "application/yaml": { schema: yamlRecipe },
            ...json("Recipe").content,
          },
        },
      },
      responses: {
        200: {
          ...changed[200],
          description: `${changed[200].description} With \`dry-run\`: what it would be.`,
          ...oneOf,
        },
        202: changed[202],
        ...problems({
          ...faults,
          400: "The dataset's name is not valid, or the recipe: problems name each fault by JSON pointer, line and column.",
          413: "The recipe is larger than 64 KiB, or, with `dry-run`, the file larger than 64 MiB unpacked.",
          415: "The body is neither YAML nor JSON, in UTF-8.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const only = parseTrial(c)["dry-run"];
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const text = new TextDecoder().decode(await readBody(c, recipeBytes));
      const recipe = readRecipe(text);
      if (only === undefined || only === "false")
        return await changeStoredRecipe(c, wanted, { kind: "put", text }, services);
      await readDatasetProfile(services.store, { name: wanted });
      const { profile, first } = await tryStoredRecipe(wanted, text, services);
      const { version, rows, columns, warnings, checks } = describeDataset(wanted, profile);
      const shown: unknown = JSON.parse(first ?? "null");
      return c.json({ name: wanted, recipe, version, rows, columns, warnings, checks, first: shown });
    },
  );
}

const oneOf = {
  content: {
    "application/json": {
      schema: { anyOf: [ref("DatasetProfile"), ref("RecipeTrial")] },
    },
  },
};

function addDeleteRecipe(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/datasets/{name}/recipe",
      access: "datasets:write",
      operationId: "deleteRecipe",
      tags: ["datasets"],
      summary: "Take a dataset's recipe away",
      description: "The current file becomes a version as it is read without one, which is current from then on.",
      request: { params, headers },
      responses: {
        200: { ...changed[200], description: "The dataset in its current version, without a recipe." },
        202: changed[202],
        ...problems({ ...faults, 400: "The dataset's name is not valid." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      await readDatasetProfile(services.store, { name: wanted });
      if ((await readRecipePlace(services.store, wanted)).current === undefined) throw noRecipe(wanted);
      return await changeStoredRecipe(c, wanted, { kind: "remove", text: undefined }, services);
    },
  );
}

function addListRecipeMoves(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/recipe/log",
      access: "datasets:read",
      operationId: "listRecipeMoves",
      tags: ["datasets"],
      summary: "The changes of a dataset's recipe, latest first",
      request: { params, query: paging },
      responses: {
        200: { description: "A page of changes; none if it never had a recipe.", ...json("RecipeLog") },
        ...problems({ 400: "The dataset's name or a parameter is not valid.", 404: "There is no such dataset." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      await readDatasetProfile(store, { name: wanted });
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const before = after === undefined ? undefined : Number(after);
      const moves = await readNameLog(store, recipeFolder(wanted), { before, limit });
      const last = moves.at(-1)?.seq ?? 1;
      return c.json({
        moves: moves.map(({ seq, version, cause, removed, at, written, by, why }) => ({
          seq,
          kind: cause.split(":")[0],
          version: removed === true ? undefined : version,
          at: new Date(at ?? written).toISOString(),
          by,
          why,
        })),
        next: last > 1 ? nextPage(`/datasets/${wanted}/recipe/log`, limit, String(last)) : undefined,
      });
    },
  );
}

function addRollBackRecipe(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/datasets/{name}/recipe/rollback",
      access: "datasets:write",
      operationId: "rollBackRecipe",
      tags: ["datasets"],
      summary: "Give a dataset a recipe that it had before",
      request: { params, headers, body: { required: true, ...json("RecipeRollback") } },
      responses: {
        ...changed,
        ...problems({
          ...faults,
          400: "A member is missing or not valid; each is named by JSON pointer.",
          404: "There is no such dataset, or it never had this recipe.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const { to, why } = await readRollback(c);
      await readDatasetProfile(services.store, { name: wanted });
      const stored = await readStoredRecipe(services.store, wanted, to);
      if (stored === undefined)
        throw new BroadsheetError("not-found", {
          code: "unknown-recipe",
          message: `"${wanted}" never had this recipe`,
          where: { pointer: "/to", dataset: wanted },
          seen: to,
          hint: `GET /datasets/${wanted}/recipe/log lists them`,
        });
      const wish = { kind: "rollback", text: stored.text, ...(why !== undefined && { why }) } as const;
      return await changeStoredRecipe(c, wanted, wish, services);
    },
  );
}

function noRecipe(dataset: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "no-recipe",
    message: `The dataset "${dataset}" has no recipe`,
    where: { dataset },
    seen: dataset,
  });
}
