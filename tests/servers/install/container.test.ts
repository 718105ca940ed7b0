import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { version } from "../../../functions/version.ts";
import { Images } from "./container/images.ts";
import { contain, type Contained, type Network, openNetwork } from "./container/run-contained.ts";
import { makeFlagship, makePackages } from "./make-packages.ts";

/*
 * The image as its Dockerfile makes it, started as a container engine would start it: by buildah and bubblewrap, since
 * an engine needs a registry and rights that a test has not. The image is made of packages of this checkout; in the
 * soak it also builds them itself, as `docker build` does, and all of compose.yaml runs, with its S3 server.
 */
const root = join(import.meta.dirname, "../../..");
const isSoak = process.env["SOAK"] !== undefined;
let folder = "";
let images: Images;
let network: Network;
let ours: Pick<Contained, "root" | "config">;
let flagship = "";
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-container-"));
  images = new Images(folder);
  const [packages, made] = await Promise.all([makePackages(), makeFlagship(), images.makeBases(isSoak)]);
  flagship = made.sha256;
  await images.build(root, "broadsheet", isSoak ? [] : [`--build-context=packages=${packages}`]);
  ours = await images.open("broadsheet");
  network = await openNetwork();
}, 1_800_000);

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  network?.end();
  await images.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Makes a folder that the image's user may write, whoever runs the test. */
function volume(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o777);
  return path;
}

const inside = (given: Omit<Contained, "root" | "config">, words: readonly string[]) =>
  network.run("bwrap", [...contain({ ...ours, ...given }), ...words]);

/** Waits for what takes a minute on a busy machine. */
const patience = { timeout: 120_000, interval: 200 };

async function makeToken(data: string): Promise<string> {
  const made = await inside({ readOnly: true, volumes: { "/data": data } }, [
    "broadsheet",
    "token",
    "me",
    "--role",
    "admin",
  ]);
  expect(made).toMatchObject({ code: 0 });
  chmodSync(join(data, "tokens.json"), 0o644);
  return made.stdout.trim();
}

async function requestFlagship(token: string): Promise<string> {
  const out = join(folder, "requested.pdf");
  const headers = [`authorization: Bearer ${token}`, "accept: application/pdf", "content-type: application/json"];
  const { code } = await network.run("curl", [
    "-sSf",
    "http://127.0.0.1:8080/reports",
    ...headers.flatMap((header) => ["-H", header]),
    "-d",
    '{"template":"high-tech-industries"}',
    "-o",
    out,
  ]);
  expect(code).toBe(0);
  return sha256(readFileSync(out));
}

test("the image starts as a user without rights, holds no npm, and lets nothing but its data be written", async () => {
  expect(ours.config).toMatchObject({ User: "node", Entrypoint: ["broadsheet"] });
  const data = volume("tried");
  const tried = await inside({ readOnly: true, volumes: { "/data": data } }, [
    "sh",
    "-c",
    "id -u; broadsheet --version; command -v npm npx; touch /opt/broadsheet/x /x 2>/dev/null; touch /data/x /tmp/x && ls /data",
  ]);
  expect(tried.stdout).toBe(`1000\n${version}\nx\n`);
  const installed = await inside({ readOnly: true }, ["ls", "/opt/broadsheet/lib/node_modules"]);
  expect(installed.stdout.trim().split("\n").toSorted()).toEqual(["broadsheet", "broadsheet-fonts-cjk"]);
});

test("it serves by the words of the image alone, is healthy by its own check, and makes the checkout's bytes", async () => {
  const data = volume("data");
  const token = await makeToken(data);
  const given: Contained = {
    ...ours,
    readOnly: true,
    volumes: { "/data": data },
    files: { "/run/secrets/tokens.json": join(data, "tokens.json") },
  };
  const child = network.spawn("bwrap", [...contain(given), ...ours.config.Entrypoint, ...ours.config.Cmd!]);
  running.push(child);
  const [kind, ...check] = ours.config.Healthcheck!.Test;
  expect(kind).toBe("CMD");
  await vi.waitUntil(async () => (await inside({ readOnly: true }, check)).code === 0, patience);
  expect(await requestFlagship(token)).toBe(flagship);
  const refused = await network.run("curl", [
    "-s",
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    "http://127.0.0.1:8080/reports",
  ]);
  expect(refused.stdout).toBe("401");
});

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly volumes: readonly string[];
  readonly read_only?: boolean;
}
interface Compose {
  readonly services: Readonly<Record<"broadsheet" | "s3", Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** What compose.yaml says of a service, for bubblewrap. */
function composed(compose: Compose, name: "broadsheet" | "s3", image: Pick<Contained, "root" | "config">): Contained {
  const { environment, secrets, volumes, read_only } = compose.services[name];
  const hosts = join(folder, "hosts");
  writeFileSync(hosts, "127.0.0.1 localhost s3 broadsheet\n");
  return {
    ...image,
    readOnly: read_only ?? false,
    ...(environment === undefined ? {} : { environment }),
    volumes: Object.fromEntries(
      volumes.map((line) => [line.slice(line.indexOf(":") + 1), volume(`${name}-${line.slice(0, line.indexOf(":"))}`)]),
    ),
    files: {
      "/etc/hosts": hosts,
      ...Object.fromEntries(
        secrets.map((secret) => [`/run/secrets/${secret}`, join(folder, compose.secrets[secret]!.file)]),
      ),
    },
  };
}

const compose = parse(readFileSync(join(root, "compose.yaml"), "utf8")) as Compose;

test("every secret that compose.yaml mounts is one that the script makes, and every service is bound", () => {
  const made = readFileSync(join(root, "infra/containers/make-secrets"), "utf8");
  for (const { file } of Object.values(compose.secrets)) expect(made).toContain(file.replace("secrets/", ""));
  expect(compose.services.broadsheet).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
  });
});

if (isSoak)
  test("compose.yaml serves from its S3 server, which keeps its data when it starts again", async () => {
    await images.build(join(root, "infra/containers/s3"), "s3");
    const store = await images.open("s3");
    const secrets = volume("secrets");
    const token = await makeToken(secrets);
    writeFileSync(join(secrets, "access-key"), "composed");
    writeFileSync(join(secrets, "secret-key"), "composedsecret");
    writeFileSync(
      join(secrets, "aws-credentials"),
      "[default]\naws_access_key_id = composed\naws_secret_access_key = composedsecret\n",
    );
    const start = (name: "broadsheet" | "s3", image: Pick<Contained, "root" | "config">): ChildProcess => {
      const child = network.spawn("bwrap", [
        ...contain(composed(compose, name, image)),
        ...image.config.Entrypoint,
        ...(compose.services[name].command ?? image.config.Cmd ?? []),
      ]);
      running.push(child);
      return child;
    };
    const ready = join(volume("s3-store"), "run/ready");
    const serve = async () => {
      const s3 = start("s3", store);
      await vi.waitUntil(() => existsSync(ready), patience);
      const server = start("broadsheet", ours);
      const [, ...check] = ours.config.Healthcheck!.Test;
      await vi.waitUntil(async () => (await inside({ readOnly: true }, check)).code === 0, patience);
      return [server, s3];
    };
    for (const child of running.splice(0)) child.kill("SIGKILL");
    const first = await serve();
    expect(await requestFlagship(token)).toBe(flagship);
    for (const child of first) child.kill("SIGKILL");
    rmSync(ready);
    await serve();
    const list = await network.run("curl", [
      "-sSf",
      "-H",
      `authorization: Bearer ${token}`,
      "http://127.0.0.1:8080/reports",
    ]);
    expect((JSON.parse(list.stdout) as { reports: unknown[] }).reports).toHaveLength(1);
  });
