#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// What V8 made of the sources is kept between runs, beside the packages it belongs to: a fifth of every start. In JavaScript,
// as what runs before the cache is not in it, and Node takes 40 ms to load what strips types. Workers find it by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/broadsheet", import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import("./cli.ts");
