import { mergeConfig } from "vitest/config";
import servers from "./vitest.servers.config.ts";

// Everything, with the full counts of all random tests: takes hours.
export default mergeConfig(servers, { test: { include: ["tests/**/*.test.ts"], env: { SOAK: "1" }, testTimeout: 3_600_000 } });
