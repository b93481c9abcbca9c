import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { type Child, launch } from "../../local/child.ts";
import { groupLives, namesInGroup } from "../../local/group.ts";
import { keep } from "../../local/keeper.ts";

const folder = mkdtempSync(path.join(tmpdir(), "artistcloner-"));
afterAll(() => rmSync(folder, { recursive: true }));
const log = path.join(folder, "child.log");

/** A server with a child of its own, as wrangler has, that prints its port and its child's id. */
const server = `
  const { spawn } = require("node:child_process");
  console.log("child " + spawn("sleep", ["300"]).pid);
  const server = require("node:http").createServer((_, answer) => answer.end("well"));
  server.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
`;

const kept = () => {
  const said: string[] = [];
  const runs: Child[] = [];
  let port = "";
  let grandchild = 0;
  const keeper = keep({
    name: "The server",
    say: (sentence) => said.push(sentence),
    vital: "sleep",
    answerMs: 500,
    launch: () => {
      port = "";
      const child = launch({
        command: process.execPath,
        args: ["-e", server],
        log,
        heard: (line) => {
          grandchild = Number(/child (\d+)/.exec(line)?.[1] ?? grandchild);
          port = /port (\d+)/.exec(line)?.[1] ?? port;
          return true;
        },
      });
      runs.push(child);
      return child;
    },
    ask: async (signal) => {
      if (!port) throw new Error("not listening yet");
      await (await fetch(`http://127.0.0.1:${port}`, { signal })).text();
    },
  });
  const back = async (run: number) => {
    for (let tries = 0; tries < 200 && !(runs.length > run && said.at(-1)?.endsWith("answers again.")); tries += 1)
      await sleep(25);
  };
  return { keeper, said, runs, back, grandchild: () => grandchild };
};

it.skipIf(namesInGroup(0) === null)(
  "starts again what was killed, what lost a process, and ends the whole group",
  async () => {
    const { keeper, said, runs, back, grandchild } = kept();
    await keeper.ready;
    process.kill(keeper.group(), "SIGKILL");
    await back(1);
    expect(said).toEqual(["The server ended (signal SIGKILL); starting it again.", "The server answers again."]);
    expect(namesInGroup(keeper.group())).toContain("sleep");

    said.length = 0;
    process.kill(grandchild(), "SIGKILL");
    await back(2);
    expect(said[0]).toBe("The server lost a process; starting it again.");

    await keeper.stop();
    expect(runs).toHaveLength(3);
    expect(runs.filter(({ group }) => groupLives(group))).toEqual([]);
    expect(readFileSync(log, "utf8").match(/port \d+/g)).toHaveLength(3);
  },
);

it("starts again what is alive but silent", async () => {
  const { keeper, said } = kept();
  await keeper.ready;
  const frozen = Date.now();
  process.kill(keeper.group(), "SIGSTOP");
  while (said.length === 0 && Date.now() - frozen < 4_000) await sleep(25);
  expect(said[0]).toBe("The server stopped answering (no answer for 0.5 s); starting it again.");
  expect(Date.now() - frozen).toBeLessThan(3_000);
  await keeper.stop();
});

it("gives up with a sentence on what never starts", async () => {
  const keeper = keep({
    name: "The server",
    say: () => {},
    launch: () => launch({ command: process.execPath, args: ["-e", "process.exit(3)"], log }),
    ask: async () => {
      throw new Error("nobody");
    },
  });
  await expect(keeper.ready).rejects.toThrow("The server ended (exit code 3).");
  await keeper.stop();
});

it("leaves no orphan when its own process is killed", async () => {
  const owner = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "--input-type=module", "-e"],
      `import { launch } from "./local/child.ts";
       const child = launch({ command: "sleep", args: ["300"], log: ${JSON.stringify(log)} });
       console.log(child.group);
       setInterval(() => {}, 1000);`,
    ],
    { cwd: path.join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] },
  );
  const group = Number(
    await new Promise<string>((resolve) => owner.stdout.once("data", (data) => resolve(String(data)))),
  );
  expect(groupLives(group)).toBe(true);
  owner.kill("SIGKILL");
  for (let tries = 0; tries < 100 && groupLives(group); tries += 1) await sleep(25);
  expect(groupLives(group)).toBe(false);
});
