import { defineConfig } from "vitest/config";

// `npm test` runs on a bare machine; the suites that need a server or a tool from the
// system live in tests/servers and run by `npm run test:servers` (and in CI).
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/servers/**"],
    testTimeout: 30_000,
  },
});
