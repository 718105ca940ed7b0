import { registerHooks } from "node:module";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { bodyOf, openTestApp, testDelivery, testSources } from "../http/open-test-app.ts";

const header = "/** Made from the OpenAPI document by `npm run client`; a test compares the two. */\n";

/** The types of the client: those of the API with every service that it can have. */
export async function printSchema(): Promise<string> {
  const { call } = await openTestApp({
    change: {
      delivery: testDelivery(),
      signUpload: async () => ({ url: "https://store.example/", headers: {}, expires: 0 }),
      sources: testSources(new MemoryObjectStore()),
      rendition: () => {},
      drawPage: async () => new Uint8Array(),
      pictureOf: async () => new Uint8Array(),
      themePictureOf: async () => new Uint8Array(),
    },
  });
  const document = await bodyOf<object>(call("/openapi.json"));
  const { astToString, default: printTypes } = await loadPrinter();
  return (
    header +
    astToString(
      await printTypes(document as Parameters<typeof printTypes>[0], {
        alphabetize: true,
        defaultNonNullable: false,
        emptyObjectsUnknown: true,
      }),
    )
  );
}

/**
 * openapi-typescript writes with the compiler API that TypeScript 7 no longer has: it gets that of the last version
 * which has it, from ts-morph. An alias of an older TypeScript would do too, but its `tsc` would replace ours.
 */
async function loadPrinter(): Promise<typeof import("openapi-typescript")> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(
        specifier === "typescript" && context.parentURL?.includes("/openapi-typescript/") === true
          ? new URL("compiler-api.ts", import.meta.url).href
          : specifier,
        context,
      ),
  });
  try {
    return await import("openapi-typescript");
  } finally {
    hooks.deregister();
  }
}
