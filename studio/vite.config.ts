import { join } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;

/** `/studio/` on a local server and behind CloudFront; nothing is inlined, since the policy of the page forbids it. */
export default defineConfig({
  root,
  base: "/studio/",
  publicDir: join(root, "public"),
  resolve: { alias: { "@codemirror/lang-html": join(root, "src/write/language/no-html.ts") } },
  logLevel: "warn",
  build: {
    outDir: join(root, "../build/studio"),
    emptyOutDir: true,
    target: ["es2023", "chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_000,
    manifest: "manifest.json",
    rolldownOptions: {
      checks: { pluginTimings: false },
      onLog(level, log, handle) {
        // Directives of libraries for servers that render React.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
    },
  },
});
