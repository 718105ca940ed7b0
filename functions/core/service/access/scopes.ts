/** What a caller may do: every route of the API needs one of these. */
export const scopes = {
  "templates:read": "read templates",
  "datasets:read": "read datasets and their profiles",
  "reports:read": "read reports and their PDFs",
  "reports:write": "request, retry and cancel reports",
  "batches:read": "read batches and their reports",
  "publications:read": "read publications and their editions",
  "datasets:write": "store datasets",
  "templates:write": "store drafts of templates",
  "queries:run": "run queries over datasets",
  "previews:run": "render unsaved templates",
  "templates:publish": "promote drafts of templates and roll back",
  "batches:write": "start, pause and cancel batches",
  "publications:write": "create, change and pause publications",
  "mail:write": "decide who gets mail",
  "sources:write": "say where datasets are fetched, and have them fetched",
  "webhooks:read": "read webhooks and their deliveries",
  "webhooks:write": "create and change webhooks",
  "mail:read": "read who gets mail and what was delivered",
  "reports:redrive": "retry all failed reports at once",
  "templates:delete": "unpublish templates",
  "datasets:delete": "delete datasets and their versions",
  "reports:delete": "delete reports",
  "batches:delete": "delete batches",
  "publications:delete": "delete publications and their editions",
} as const;

export type Scope = keyof typeof scopes;

export const everyScope = Object.keys(scopes) as readonly Scope[];

/** What a route asks of its caller: a scope, any known caller (`known`), or nothing (`public`). */
export type Access = Scope | "known" | "public";
