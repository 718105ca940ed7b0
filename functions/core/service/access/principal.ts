import type { Role } from "./roles.ts";

/** Who makes a request, as a token proves it. */
export interface Principal {
  readonly role: Role;
  /** Absent for the server's own token, which belongs to nobody in particular. */
  readonly name?: string;
}

/** Finds whose token it is; `undefined` if it is nobody's. */
export type FindPrincipal = (token: string) => Principal | undefined;
