import type { Context } from "hono";
import type { FindPrincipal } from "../core/service/access/principal.ts";
import type { Scope } from "../core/service/access/scopes.ts";
import { noteDamage } from "../core/wording/note-damage.ts";
import { BroadsheetError, isCorrupt } from "../core/errors.ts";
import { suggestNames } from "./answer/suggest-names.ts";
import { answerUnknownPath, type KnownRoute } from "./answer/answer-unknown-path.ts";
import { compressJson } from "./service/compress-json.ts";
import { conditionalGet } from "./request/conditional-get.ts";
import { addRereadRoute } from "./datasets/reread-dataset.ts";
import { addUploadContentRoutes } from "./datasets/upload-content.ts";
import { guardLoopback, guardOrigin } from "./access/guard-host.ts";
import { guardToken } from "./access/guard-token.ts";
import { addOpenApi, DescribedApp } from "./open-api.ts";
import { noteArrival } from "./request/prefer.ts";
import { problemDetails, problemOf, problemResponse } from "./problem-details.ts";
import { addAuthoringRoute } from "./routes/templates/authoring.ts";
import { addBatchItemRoutes } from "./routes/batches/batch-items.ts";
import { addBatchRoutes } from "./routes/batches/batches.ts";
import { addBatchPreviewRoute } from "./routes/batches/batch-preview.ts";
import { addCapabilitiesRoute } from "./service/capabilities.ts";
import { addRecipeRoutes } from "./routes/datasets/dataset-recipes.ts";
import { addErasureRoutes } from "./routes/datasets/erasures.ts";
import { addPromoteDatasetRoute } from "./routes/datasets/promote-dataset.ts";
import { addViewRoutes } from "./routes/datasets/views.ts";
import { addSourceRoutes } from "./routes/datasets/sources.ts";
import { addDatasetDetailRoutes } from "./routes/datasets/dataset-details.ts";
import { addGetDatasetChecks } from "./routes/datasets/dataset-checks.ts";
import { addDiffDatasetRoute } from "./routes/datasets/diff-dataset.ts";
import { addDatasetRoutes } from "./routes/datasets/datasets.ts";
import { addEditionOutputRoutes } from "./routes/publications/edition-outputs.ts";
import { addEditionRoutes } from "./routes/publications/editions.ts";
import { addFeedRoute } from "./routes/publications/feed.ts";
import { addDeliveryRoutes } from "./routes/delivery/deliveries.ts";
import { addLinkRoutes } from "./routes/delivery/links.ts";
import { addPostReportRoute } from "./routes/reports/post-report.ts";
import { addPreviewPageRoutes } from "./routes/reports/preview-pages.ts";
import { addPublicationRoutes } from "./routes/publications/publications.ts";
import { addQueryRoute } from "./routes/datasets/queries.ts";
import { addCopyTemplateRoute } from "./routes/templates/post-copy.ts";
import { addPostDraftRoute } from "./routes/templates/post-draft.ts";
import { addPostChangeRoute } from "./routes/templates/post-change.ts";
import { addPostEditRoute } from "./routes/templates/post-edit.ts";
import { addPostPreviewRoute } from "./routes/templates/post-preview.ts";
import { addReportExplainRoute } from "./routes/reports/report-explain.ts";
import { addReportEventsRoute } from "./routes/reports/report-events.ts";
import { addReportFigureRoutes } from "./routes/reports/report-figures.ts";
import { addReportRenditionRoutes } from "./routes/reports/report-rendition.ts";
import { addReportPageRoute } from "./routes/reports/report-page.ts";
import { addReportPdfRoute } from "./routes/reports/report-pdf.ts";
import { addReportRoutes } from "./routes/reports/reports.ts";
import { addScheduleRoute } from "./routes/publications/schedule.ts";
import { addServiceRoutes } from "./routes/service/service.ts";
import { addStudioRoute } from "./routes/service/studio.ts";
import { addTemplateChoicesRoute } from "./templates/template-choices.ts";
import { addTemplateFolderRoutes } from "./routes/templates/template-folder.ts";
import { addTemplateMoveRoutes } from "./routes/templates/template-moves.ts";
import { addTemplatePictureRoutes } from "./routes/templates/template-picture.ts";
import { addTemplateVersionRoutes } from "./routes/templates/template-versions.ts";
import { addTemplateRoutes } from "./routes/templates/templates.ts";
import { addThemeMoveRoutes } from "./routes/themes/theme-moves.ts";
import { addThemeVersionRoutes } from "./routes/themes/theme-versions.ts";
import { addThemePictureRoutes } from "./routes/themes/theme-picture.ts";
import { addThemeRoutes } from "./routes/themes/themes.ts";
import { addUploadPartRoutes } from "./routes/datasets/upload-parts.ts";
import { addUploadRoutes } from "./routes/datasets/uploads.ts";
import { addWebhookRoutes } from "./routes/delivery/webhooks.ts";
import { addTemplateUploadRoutes } from "./templates/template-uploads.ts";
import type { Services } from "./services.ts";

/** Who may call, if nothing in front of the application decides it. */
export interface Guards {
  /** Compress JSON, where nothing in front of the application does. @default false */
  readonly compress?: boolean;
  /** Accept only requests whose host is the loopback address. @default false */
  readonly loopback?: boolean;
  /** Require a bearer token, and permit what its role may do. @default everyone may do everything */
  readonly tokens?: FindPrincipal | undefined;
  /** Serve only the routes of these scopes. @default all */
  readonly scopes?: ReadonlySet<Scope>;
  /**
   * Accept pages of every origin: CORS is decided in front of the application, and no cookie grants rights. @default
   * false
   */
  readonly anyOrigin?: boolean;
}

/**
 * The HTTP application: routes → problem details → answers. It depends on neither Node nor AWS; the caller passes in
 * the services.
 *
 * @example await createApp(services).request("/health")
 */
export function createApp(services: Services, guards: Guards = {}): DescribedApp {
  const app = new DescribedApp(guards.scopes);
  app.use(async (c, next) => {
    await next();
    c.header("x-content-type-options", "nosniff");
    // Where CORS is decided in front of the application, pages of other origins are among its users.
    if (guards.anyOrigin !== true) c.header("cross-origin-resource-policy", "same-origin");
  });
  app.use(noteArrival(services.clock));
  if (guards.compress === true) app.use(compressJson);
  app.use(conditionalGet);
  if (guards.loopback === true) app.use(guardLoopback);
  else if (guards.anyOrigin !== true) app.use(guardOrigin);
  if (guards.tokens !== undefined) app.use(guardToken(guards.tokens));

  addRoutes(app, services);
  addOpenApi(app);

  app.notFound(answerUnknownPath(knownRoutes(app)));
  app.onError(async (error, c) =>
    answerError(
      error instanceof BroadsheetError && services.suggestsNames ? await suggestNames(error, services.store) : error,
      c,
      services,
    ),
  );
  return app;
}

/** What is worked on in the background, as an upload. */
function addRoutesOfUploads(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addUploadRoutes(app, services, signUpload);
  addUploadPartRoutes(app, services, signUpload);
  addRereadRoute(app, services);
  addErasureRoutes(app, services);
  addTemplateUploadRoutes(app, services, signUpload);
}

/** Reports in other forms than PDF. */
function addRoutesOfRenditions(
  app: DescribedApp,
  services: Services,
  rendition: NonNullable<Services["rendition"]>,
): void {
  addReportRenditionRoutes(app, services, rendition);
  addReportFigureRoutes(app, services, rendition);
}

/** Adds the routes in the order of the API's description, each if the host has what it needs. */
function addRoutes(app: DescribedApp, services: Services): void {
  addServiceRoutes(app, services);
  addTemplateRoutes(app, services);
  addTemplateVersionRoutes(app, services);
  addCopyTemplateRoute(app, services);
  addTemplateChoicesRoute(app, services);
  addQueryRoute(app, services);
  addTemplateMoveRoutes(app, services);
  addThemeRoutes(app, services);
  addThemeVersionRoutes(app, services);
  addThemeMoveRoutes(app, services);
  addDatasetRoutes(app, services);
  addDatasetDetailRoutes(app, services);
  addRecipeRoutes(app, services);
  addViewRoutes(app, services);
  if (services.sources !== undefined) addSourceRoutes(app, services, services.sources);
  addPromoteDatasetRoute(app, services);
  addDiffDatasetRoute(app, services);
  addGetDatasetChecks(app, services);
  if (services.signUpload !== undefined) addRoutesOfUploads(app, services, services.signUpload);
  if (services.uploadDesk !== undefined) addUploadContentRoutes(app, services, services.uploadDesk);
  addPostReportRoute(app, services);
  addReportRoutes(app, services);
  addReportPdfRoute(app, services);
  if (services.rendition !== undefined) addRoutesOfRenditions(app, services, services.rendition);
  if (services.explain !== undefined) addReportExplainRoute(app, services, services.explain);
  if (services.streams === true) addReportEventsRoute(app, services);
  if (services.pictureOf !== undefined) addTemplatePictureRoutes(app, services, services.pictureOf);
  if (services.themePictureOf !== undefined) addThemePictureRoutes(app, services, services.themePictureOf);
  if (services.drawPage !== undefined) addReportPageRoute(app, services, services.drawPage);
  if (services.authoringWords !== undefined) addAuthoringRoute(app, services.authoringWords);
  if (services.folders !== undefined) addTemplateFolderRoutes(app, services.folders);
  if (services.previews !== undefined) {
    addPostPreviewRoute(app, services, services.previews);
    addPostDraftRoute(app, services, services.previews);
    addPostEditRoute(app, services.previews);
    addPostChangeRoute(app, services.previews);
    addPreviewPageRoutes(app, services.previews);
  }
  if (services.publications !== undefined) {
    addPublicationRoutes(app, services.publications, services.delivery);
    addEditionRoutes(app, services, services.publications);
    addEditionOutputRoutes(app, services, services.publications);
    addFeedRoute(app, services.publications);
    addScheduleRoute(app, services.publications);
  }
  if (services.delivery !== undefined) {
    addWebhookRoutes(app, services, services.delivery);
    addDeliveryRoutes(app, services, services.delivery);
    addLinkRoutes(app, services, services.delivery);
  }
  addBatchRoutes(app, services);
  addBatchPreviewRoute(app, services);
  addBatchItemRoutes(app, services);
  addCapabilitiesRoute(app, services);
  if (services.studio !== undefined) addStudioRoute(app, services.studio);
}

function knownRoutes(app: DescribedApp): KnownRoute[] {
  return app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, path: path.replaceAll(/:(\w+)(?:\{\.\+\})?/g, "{$1}") }));
}

/**
 * Answers a deliberate error with its own problems. For any other error, the user gets a reference to quote, and the
 * log gets the rest.
 */
function answerError(error: Error, c: Context, { logger }: Services): Response {
  if (error instanceof BroadsheetError) {
    if (isCorrupt(error)) noteDamage(error, logger);
    if (error.transient) logger.warn("a request failed temporarily", { path: c.req.path, reason: error.message });
    return problemResponse(problemOf(error), {
      ...(error.transient ? { "retry-after": error.kind === "too-many-requests" ? "15" : "5" } : {}),
      // Do not wait for the rest of a body that is too large.
      ...(error.kind === "too-large" ? { connection: "close" } : {}),
    });
  }
  // Nobody reads this answer.
  if (isHangUp(error, c))
    return problemResponse(
      problemDetails("request-timeout", "the client closed the connection before its request had arrived"),
    );
  const reference = crypto.randomUUID();
  logger.error("a request failed", {
    reference,
    method: c.req.method,
    path: c.req.path,
    stack: error.stack ?? error.message,
  });
  return problemResponse(
    problemDetails("internal-error", "this is a fault of the service, not of the request", [], reference),
  );
}

/** Whether a request failed because its client went away: the body ended early. */
function isHangUp(error: Error & { readonly code?: string }, c: Context): boolean {
  return (
    c.req.raw.signal.aborted ||
    error.message === "Client connection prematurely closed." ||
    (error.message === "aborted" && error.code === "ECONNRESET")
  );
}
