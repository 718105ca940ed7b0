import { copyFileSync, cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";

const execute = promisify(execFile);

/** @returns the highest limit that a process may set itself */
const limit = async (name: string): Promise<string> =>
  (await execute("bash", ["-c", `ulimit -H${name}`])).stdout.trim();

/** What an image says of its own start: Docker's names. */
export interface ImageConfig {
  readonly User?: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

/**
 * Images built by buildah (Debian) from the project's Dockerfiles, without a registry: the base images that they name
 * are made of Debian's packages and of the Node and npm that run the tests.
 */
export class Images {
  /** The folder that holds all of it. */
  readonly folder: string;
  /** Layers upon each other where the machine can, else whole copies. */
  #driver = "overlay";

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Makes `node:24-trixie-slim` where the Dockerfile looks for it.
   *
   * @param withDebian also `debian:trixie-slim`, on which the S3 server stands
   */
  async makeBases(withDebian: boolean): Promise<void> {
    await this.buildah(["mount", await this.buildah(["from", "scratch"])]).catch(() => {
      this.#driver = "vfs";
    });
    const archive = join(this.folder, "debian.tar");
    const include = "ca-certificates,libatomic1,libstdc++6";
    await execute("mmdebstrap", ["--quiet", "--variant=minbase", `--include=${include}`, "trixie", archive]);
    const debian = join(this.folder, "debian");
    mkdirSync(debian);
    await execute("tar", ["-xf", archive, "-C", debian]);
    if (withDebian) await this.#commit(debian, "docker.io/library/debian:trixie-slim");
    const local = join(debian, "usr/local");
    copyFileSync(process.execPath, join(local, "bin/node"));
    const { stdout: npm } = await execute("which", ["npm"]);
    cpSync(dirname(dirname(realpathSync(npm.trim()))), join(local, "lib/node_modules/npm"), {
      recursive: true,
      dereference: true,
    });
    symlinkSync("../lib/node_modules/npm/bin/npm-cli.js", join(local, "bin/npm"));
    await execute("chroot", [debian, "useradd", "--create-home", "--uid", "1000", "node"]);
    await this.#commit(debian, "docker.io/library/node:24-trixie-slim");
  }

  /** Builds the Dockerfile of a folder. @param options of `buildah build` */
  async build(context: string, tag: string, options: readonly string[] = []): Promise<void> {
    const [files, processes] = await Promise.all([limit("n"), limit("u")]);
    const limits = [`nofile=${files}:${files}`, `nproc=${processes}:${processes}`];
    await this.buildah([
      "build",
      "--format=docker",
      "--network=host",
      "--pull=never",
      ...limits.flatMap((words) => ["--ulimit", words]),
      ...options,
      `--tag=${tag}`,
      context,
    ]);
  }

  /** @returns where the files of an image lie, and how it says that it starts */
  async open(tag: string): Promise<{ readonly root: string; readonly config: ImageConfig }> {
    const container = await this.buildah(["from", "--pull=never", tag]);
    const root = await this.buildah(["mount", container]);
    const { Docker } = JSON.parse(await this.buildah(["inspect", "--type=image", tag])) as {
      Docker: { config: ImageConfig };
    };
    return { root, config: Docker.config };
  }

  /** Gives back what it mounted, so that the folder can be removed. */
  async end(): Promise<void> {
    await this.buildah(["umount", "--all"]).catch(() => undefined);
    await execute("umount", [join(this.folder, this.#driver, "overlay")]).catch(() => undefined);
  }

  async buildah(words: readonly string[]): Promise<string> {
    const place = [`--root=${this.folder}/${this.#driver}`, `--runroot=${this.folder}/run-${this.#driver}`];
    const env = { ...process.env, BUILDAH_ISOLATION: "chroot" };
    const { stdout } = await execute("buildah", [`--storage-driver=${this.#driver}`, ...place, ...words], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim();
  }

  /** A machine whose connections are looked into has certificates of its own, and so have its images. */
  async #commit(root: string, tag: string): Promise<void> {
    const certificates = process.env["NODE_EXTRA_CA_CERTS"];
    if (certificates !== undefined && existsSync(certificates))
      for (const name of ["extra-ca.crt", "ssl/certs/ca-certificates.crt"])
        copyFileSync(certificates, join(root, "etc", name));
    const container = await this.buildah(["from", "scratch"]);
    await this.buildah(["copy", "--quiet", container, root, "/"]);
    if (certificates !== undefined)
      await this.buildah(["config", "--env", "NODE_EXTRA_CA_CERTS=/etc/extra-ca.crt", container]);
    await this.buildah(["commit", "--quiet", "--rm", container, tag]);
  }
}
