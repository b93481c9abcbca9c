import { accessSync, constants, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { Refusal } from "./refusal.ts";
import type { LocalSettings } from "./settings.ts";

/** Addresses on which another program would stand between a browser and the site. */
const addresses = ["127.0.0.1", "::1", "0.0.0.0"];

function listens(port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

async function demandPort(name: "PORT" | "ENGINE_PORT", port: number): Promise<void> {
  for (const host of addresses) {
    const error = await listens(port, host);
    if (error?.code === "EADDRINUSE") {
      throw new Refusal(
        `Port ${port} is taken by another program. Stop it, or choose another port: ${name}=${port + 10}.`,
      );
    }
    if (error?.code === "EACCES") {
      throw new Refusal(
        `This user may not open port ${port}. Choose one above 1023: ${name}=${name === "PORT" ? 8787 : 8788}.`,
      );
    }
  }
}

/** As `recursive`, which in Node 20 never returns where the parent refuses new entries, as /proc does. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

function demandFolder({ stateDir, stateDirName }: LocalSettings): void {
  try {
    makeFolder(stateDir);
    accessSync(stateDir, constants.W_OK | constants.X_OK);
    const trial = path.join(stateDir, `.trial-${process.pid}`);
    writeFileSync(trial, "");
    rmSync(trial);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const why = { ENOSPC: "the disk is full", EEXIST: "it is a file", ENOTDIR: "a part of its path is a file" }[code];
    throw new Refusal(
      `The state folder ${stateDirName} cannot be written${why ? `: ${why}` : ` (${code})`}. Make it writable, or choose another: STATE_DIR=folder.`,
    );
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  try {
    // A number is given out again after a restart of the machine: only a process of this project counts.
    return /\blocal\/(?:start|demo)\.ts\b/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
  } catch {
    return true;
  }
}

/** Marks the folder as in use, since two stacks writing one database would spoil it. Returns the function that frees it. */
function claimFolder({ stateDir, stateDirName, url }: LocalSettings): () => void {
  const file = path.join(stateDir, "running.json");
  let pid = 0;
  try {
    pid = Number(JSON.parse(readFileSync(file, "utf8")).pid);
  } catch {}
  if (pid > 0 && pid !== process.pid && runs(pid)) {
    throw new Refusal(
      `The state folder ${stateDirName} is in use by the stack with process id ${pid}. Stop that one, or choose another folder: STATE_DIR=folder.`,
    );
  }
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, url })}\n`);
  return () => rmSync(file, { force: true });
}

/** Checks all that a stack needs before anything is started. Throws a Refusal with a sentence; returns what frees the folder. */
export async function preflight(settings: LocalSettings): Promise<() => void> {
  demandFolder(settings);
  const free = claimFolder(settings);
  try {
    await demandPort("PORT", settings.port);
    await demandPort("ENGINE_PORT", settings.enginePort);
  } catch (error) {
    free();
    throw error;
  }
  return free;
}
