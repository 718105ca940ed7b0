/** Why a scene has no model of its marks: what in it could not be proven. */
export class Unproven extends Error {}

/** @throws Unproven */
export function refuse(why: string): never {
  throw new Unproven(why);
}
