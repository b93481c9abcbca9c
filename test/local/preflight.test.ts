import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { preflight } from "../../local/preflight.ts";
import { secretsOf, writeWorkerEnvironment } from "../../local/secrets.ts";
import { localSettings } from "../../local/settings.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "artistcloner-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function port(): Promise<{ number: number; free: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { number: address.port, free: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function settings(state: string) {
  const [site, engine] = [await port(), await port()];
  await Promise.all([site.free(), engine.free()]);
  return localSettings({ PORT: String(site.number), ENGINE_PORT: String(engine.number), STATE_DIR: state });
}

it("passes with free ports and a folder it can make, and frees the folder again", async () => {
  const state = path.join(folder, "new/state");
  const free = await preflight(await settings(state));
  expect(JSON.parse(readFileSync(path.join(state, "running.json"), "utf8"))).toMatchObject({ pid: process.pid });
  free();
  expect(() => statSync(path.join(state, "running.json"))).toThrow();
});

it("names a taken port and how to choose another", async () => {
  const taken = await port();
  const wanted = { ...(await settings(path.join(folder, "ports"))), port: taken.number };
  await expect(preflight(wanted)).rejects.toThrow(
    `Port ${taken.number} is taken by another program. Stop it, or choose another port: PORT=${taken.number + 10}.`,
  );
  await taken.free();
});

it("says why a state folder cannot be written", async () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  await expect(preflight(await settings(file))).rejects.toThrow(
    `The state folder ${file} cannot be written: it is a file.`,
  );
});

it.runIf(process.platform === "linux")("does not hang on a place that takes no folders", async () => {
  await expect(preflight(await settings("/proc/artistcloner"))).rejects.toThrow(
    "The state folder /proc/artistcloner cannot be written (ENOENT). Make it writable, or choose another: STATE_DIR=folder.",
  );
});

it("refuses a folder that another stack uses, and takes over one whose stack is gone", async () => {
  const state = path.join(folder, "shared");
  const free = await preflight(await settings(state));
  const mark = path.join(state, "running.json");
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 10_000)", "local/start.ts"]);
  writeFileSync(mark, JSON.stringify({ pid: other.pid }));
  await expect(preflight(await settings(state))).rejects.toThrow(`is in use by the stack with process id ${other.pid}`);
  other.kill("SIGKILL");
  await once(other, "exit");
  await preflight(await settings(state));
  free();
});

it("makes secrets once, for the owner's eyes only", () => {
  const first = secretsOf(folder);
  expect(secretsOf(folder)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(3);
  expect(first.SESSION_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  const environment = writeWorkerEnvironment(folder, { ...first });
  expect(statSync(environment).mode & 0o777).toBe(0o600);
  expect(readFileSync(environment, "utf8")).toContain(`SESSION_SECRET="${first.SESSION_SECRET}"`);
});

it("says in a sentence that kept secrets are spoilt", () => {
  writeFileSync(path.join(folder, "secrets.json"), "{");
  expect(() => secretsOf(folder)).toThrow(/cannot be read as secrets; delete it/);
});
