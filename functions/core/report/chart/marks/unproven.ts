/** Why a scene has no model of its marks: what in it could not be proven. */
export class Unproven extends Error {}

/** @throws Unproven */
export function cannotProve(why: string): never {
  throw new Unproven(why);
}
