import type { Context } from "hono";
import { placeOfName } from "../../core/names/name-log.ts";
import type { RecipeChange } from "../../core/report/dataset/change-recipe.ts";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { readDatasetProfile } from "../../core/report/dataset/store/read-dataset-profile.ts";
import { readRecipePlace, recipeFolder } from "../../core/report/dataset/store/stored-recipe.ts";
import { BroadsheetError, type ErrorKind } from "../../core/errors.ts";
import { announceUpload } from "../../core/service/upload/announce-upload.ts";
import { uploadKey } from "../../core/service/upload/upload.ts";
import { callerOf } from "../access/caller-of.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../request/if-match.ts";
import type { Services } from "../services.ts";
import { describeDataset, readingOf } from "./describe-dataset.ts";
import { describeUpload } from "./describe-upload.ts";
import { hashOf } from "./hash-of.ts";

/** Largest file that is read while the client waits, bytes: the largest that a request may bring. */
const mostAtOnce = 4 * 1024 * 1024;

/** The limits of a request, which a small file may exceed once it is unpacked. */
const ofRequests: ReadonlySet<ErrorKind> = new Set(["too-large", "limit-exceeded"]);

/** What is to become of a dataset's recipe. */
type Wanted = Pick<RecipeChange, "text" | "kind" | "why">;

/**
 * Changes a dataset's recipe and answers with the dataset, or, if its file is larger than a request may bring or takes
 * more than a request may, with an upload that does it.
 *
 * `If-Match` may be left out: then the last writer wins.
 */
export async function changeStoredRecipe(
  c: Context,
  name: string,
  wanted: Wanted,
  services: Services,
): Promise<Response> {
  const { store, clock, newToken } = services;
  const profile = await readDatasetProfile(store, { name });
  const { seq } = await placeOfName(store, recipeFolder(name));
  const seen = `GET /datasets/${name}/recipe`;
  const matched = c.req.header("if-match") !== undefined;
  const refused = matched ? refuseUnmatched(c, seq, seen) : undefined;
  if (refused !== undefined) return refused;
  const by = callerOf(c);
  const change = { ...wanted, ...(matched && { seq }) };
  const takesUploads = services.signUpload !== undefined;
  if (profile.bytes > mostAtOnce && takesUploads) return await changeByUpload(c, name, profile, change, services);
  try {
    const asked = { ...change, token: newToken(), at: clock.now(), ...(by !== undefined && { by }) };
    const made = await services.answerRecipe({ name, change: asked });
    const place = await readRecipePlace(store, name);
    return c.json(describeDataset(name, made.profile), 200, { etag: sequenceTag(place.seq) });
  } catch (error) {
    if (error instanceof BroadsheetError && ofRequests.has(error.kind) && takesUploads)
      return await changeByUpload(c, name, profile, change, services);
    if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "recipe-changed-meanwhile") throw error;
    return changedMeanwhile(c.req.header("if-match"), (await placeOfName(store, recipeFolder(name))).seq, seen);
  }
}

/** Announces an upload that changes the recipe, by the limits of uploads, and answers with it. */
async function changeByUpload(
  c: Context,
  name: string,
  profile: DatasetProfile,
  change: Wanted & Pick<RecipeChange, "seq">,
  services: Services,
): Promise<Response> {
  const { store } = services;
  const { version, format, bytes } = profile;
  const reading = readingOf(profile);
  const by = callerOf(c);
  const announced = {
    name,
    format,
    ...(reading !== undefined && { reading }),
    bytes,
    sha256: await hashOf(store, name, profile),
    reread: version,
    recipe: change,
    ...(by !== undefined && { by }),
  };
  const upload = await announceUpload(announced, services);
  await store.put(uploadKey(upload.id, "data"), new Uint8Array(0), "application/octet-stream");
  services.uploadDesk?.arrived(upload);
  return c.json(describeUpload({ ...announced, id: upload.id, created: upload.created, state: "received" }), 202, {
    location: `/uploads/${upload.id}`,
  });
}

/**
 * Tries a recipe by the limits of requests; an error of these says what to do.
 *
 * @throws BroadsheetError as `answerRecipe`
 */
export async function tryStoredRecipe(
  name: string,
  text: string,
  { answerRecipe }: Pick<Services, "answerRecipe">,
): ReturnType<Services["answerRecipe"]> {
  try {
    return await answerRecipe({ name, text });
  } catch (error) {
    if (!(error instanceof BroadsheetError) || !ofRequests.has(error.kind)) throw error;
    const hint = "a dry run has the limits of a request; put the recipe without it: nothing changes unless it fits";
    const problems = error.problems.map((problem) => ({ ...problem, hint }));
    throw new BroadsheetError(error.kind, problems, { cause: error });
  }
}
