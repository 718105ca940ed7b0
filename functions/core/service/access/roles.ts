import { everyScope, type Scope } from "./scopes.ts";

const reader: readonly Scope[] = [
  "templates:read",
  "datasets:read",
  "reports:read",
  "reports:write",
  "batches:read",
  "publications:read",
];
const author: readonly Scope[] = [...reader, "datasets:write", "templates:write", "queries:run", "previews:run"];
const publisher: readonly Scope[] = [
  ...author,
  "templates:publish",
  "batches:write",
  "publications:write",
  "mail:read",
  "mail:write",
];

/**
 * The roles of tokens, and of the policies on AWS. Each may do all that the one before it may.
 *
 * - `reader` reads, and requests reports from what is published.
 * - `author` also stores datasets and drafts of templates, runs queries and previews.
 * - `publisher` also decides what others get: promotes drafts, starts batches, makes publications, sends mail.
 * - `admin` also deletes, retries everything, and sends events to other services.
 */
export const roles = { reader, author, publisher, admin: everyScope } as const satisfies Readonly<
  Record<string, readonly Scope[]>
>;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly Role[];

/** What an API that is open to everyone may serve: what a reader may do, and no more. */
export const openScopes: readonly Scope[] = reader;
